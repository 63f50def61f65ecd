import { componentMap } from '../../lib/clusters/component-map.js'
import type { Segmentation } from '../../lib/clusters/segment.js'
import { silhouettes } from '../../lib/clusters/silhouettes.js'
import { fromRows } from '../../lib/data/from-rows.js'
import { againstOneCloud } from '../../lib/evidence/against-one-cloud.js'
import type { Assessment } from '../../lib/evidence/assess.js'
import { betweenCenters } from '../../lib/evidence/between-centers.js'
import type { Multiverse } from '../../lib/evidence/multiverse.js'
import type { Verdict } from '../../lib/evidence/verdict.js'
import type { VerdictKind } from '../../lib/evidence/verdict-rule.js'
import type { Figure } from '../../lib/figures/figure.js'
import { heatmap } from '../../lib/figures/heatmap.js'
import { histograms } from '../../lib/figures/histograms.js'
import { lines } from '../../lib/figures/lines.js'
import { points } from '../../lib/figures/points.js'
import { ranked } from '../../lib/figures/ranked.js'
import * as clustering from '../../lib/story/clustering.js'
import { multiverseCaption, multiverseRows, multiverseTitle } from '../../lib/story/multiverse.js'

/** Draw the figures of 03-clustering with the same calls as its cells. */
export function clusteringFigures(judged: Assessment, found: Segmentation, verdict: Verdict): Figure[] {
  const { customers, samples } = againstOneCloud(judged)
  const widths = fromRows(silhouettes(found))
  const map = componentMap(found, { seed: 1 })
  return [
    lines(fromRows(customers), {
      x: 'k',
      y: 'inertiaBelowOneCloud',
      behind: { frame: fromRows(samples), name: 'samples', own: 'customers' },
      marked: judged.k,
      percent: true,
      title: clustering.tightnessTitle(judged),
      caption: clustering.tightnessCaption(judged),
    }),
    histograms(fromRows(betweenCenters(judged, found)), {
      x: 'position',
      by: 'segment',
      panel: 'neighbors',
      title: clustering.gapsTitle(found, judged),
      caption: clustering.gapsCaption(judged),
    }),
    ranked(widths, {
      x: 'silhouette',
      by: 'segment',
      title: clustering.silhouetteTitle(widths),
      caption: clustering.silhouetteCaption(widths, found),
    }),
    points(map.customers, {
      x: 'first',
      y: 'second',
      by: 'segment',
      seed: 1,
      names: map.axes,
      title: clustering.mapTitle(map, found, verdict),
      caption: clustering.mapCaption(map, found),
    }),
  ]
}

/** Draw the figure of other choices with the same call as 03-clustering. */
export function multiverseFigure(found: Multiverse, kind: VerdictKind): Figure {
  return heatmap(fromRows(multiverseRows(found, kind)), {
    x: 'groups',
    y: 'preparation',
    z: 'changed',
    written: 'written',
    limit: 0.6,
    title: multiverseTitle(found, kind),
    caption: multiverseCaption(found, kind),
  })
}
