import { assign } from '../clusters/assign.js'
import { matchClusters } from '../clusters/match-clusters.js'
import { members } from '../clusters/name-segments.js'
import type { Segmentation } from '../clusters/segment.js'
import { count, decimal, listed, percent, signed, words } from '../core/format.js'
import { printAs } from '../core/print-as.js'
import type { Assessment } from './assess.js'
import { GAP_DIP, RULE, type VerdictKind } from './verdict-rule.js'

/** The verdict on the groups in use, in words. */
export interface Verdict {
  readonly kind: VerdictKind
  /** The first sentences in notebooks, pages and exports. Markdown. */
  readonly says: string
  /** Each question of the rule: what was found, and whether it is met. */
  readonly tests: readonly { readonly asks: string; readonly found: string; readonly met: boolean }[]
}

/**
 * Put an assessment into words, with the names of the segments.
 *
 * @param judged of the points of the segmentation, with its k; not modified
 * @param segmentation not modified
 * @throws {RangeError} when they have different k
 */
export function verdict(judged: Assessment, segmentation: Segmentation): Verdict {
  if (judged.k !== segmentation.k) {
    throw new RangeError(`verdict requires an assessment of k = ${segmentation.k}, got one of k = ${judged.k}`)
  }
  const names = assessedNames(judged, segmentation)
  const features = segmentation.space.features.map(({ label }) => label)
  const says = [sentence(judged, names, features), ...smallGroups(judged, segmentation), ...remarks(judged, features)]
  const found: Verdict = { kind: judged.verdict.kind, says: says.join(' '), tests: tests(judged, names) }
  return printAs(found, ({ says: text }) => text.replace(/\*\*/g, ''))
}

/**
 * Find the segment of each assessed cluster. The assessment clusters a sample, without outliers, so clusters are
 * matched by who is in them.
 *
 * @param judged not modified
 * @param segmentation with the same k; not modified
 * @returns names, in the order of the assessed centroids
 */
export function assessedNames(judged: Assessment, { space, k, labels, segments }: Segmentation): string[] {
  const assessed = assign(space.x, judged.centroids)
  return Array.from(matchClusters(assessed, labels, k, k), (place) => segments[place].name)
}

/** Return the word for the groups, by the verdict: "segment" or "slice", in the plural by default. */
export function groupWord(kind: VerdictKind, many: boolean = true): string {
  return `${kind === 'slices' ? 'slice' : 'segment'}${many ? 's' : ''}`
}

/** How many draws from the one cloud score as high as the data. */
function chance({ p, draws }: Assessment): string {
  const alike = Math.round(p * (draws + 1)) - 1
  return `${alike === 0 ? 'none' : count(alike)} of ${draws} samples drawn from one cloud ${alike > 1 ? 'do' : 'does'} as well, p = ${decimal(p)}`
}

function sentence(judged: Assessment, names: readonly string[], features: readonly string[]): string {
  if (judged.verdict.kind === 'segments') {
    return `**Verdict: segments.** The customers form ${judged.k} groups. They are tighter, and separated by deeper gaps, than groups cut from one cloud that has the same features and correlations (${chance(judged)}), and there is a gap between every two neighbors.`
  }
  if (judged.verdict.kind === 'slices') {
    return `**Verdict: slices.** The customers form one continuous cloud; the groups below are cuts made for convenience, not discovered segments (${chance(judged)}).`
  }
  return `**Verdict: tentative.** ${doubt(judged, names, features)}`
}

/** Why the groups in use may not be segments. */
function doubt(judged: Assessment, names: readonly string[], features: readonly string[]): string {
  const { k, best, alone, otherCloud, unclear, one } = judged
  if (alone !== undefined) {
    return `One feature alone, ${words(features[alone])}, makes these groups: without it, the customers form one cloud. Read them as a flag, not as segments.`
  }
  if (best > 1 && k > best) {
    return `The data support ${best} groups, not the ${k} in use: read ${pairs(one, names)} as one group, with the weakest gap between them.`
  }
  if (best > 1 && k < best) return `The data support ${best} groups; the ${k} in use merge some of them.`
  if (unclear) {
    return `There may be ${k} groups, but the evidence is on the border: other samples from one cloud would change the answer.`
  }
  if (otherCloud) {
    return `Groups like these also appear in a single ${otherCloud === 'bent' ? 'bent' : 'round'} cloud with the same spread. There they only look separated, because each group is cut off by its neighbors.`
  }
  return `The customers are tighter than one plain cloud (${chance(judged)}), but no number of groups from 2 to ${judged.looks[judged.looks.length - 1].k} leaves a gap between every two neighbors. A bent or branching cloud looks like this, too.`
}

function pairs(one: Assessment['one'], names: readonly string[]): string {
  return listed(one.map(([a, b]) => `${words(members(names[a]))} and ${words(members(names[b]))}`))
}

/** A number of groups that is not offered because one would be too small; and groups in use that are too small. */
function smallGroups(
  { k, wanted, given, looks, smallestShare }: Assessment,
  { segments, labels }: Segmentation,
): string[] {
  const limit = `fewer than the ${Number((100 * smallestShare).toFixed(2))}% that a segment must have`
  const refused = looks.find((look) => look.k === wanted)!
  const shares = segments.map((_, place) => labels.filter((label) => label === place).length / labels.length)
  const small = segments.flatMap(({ name }, place) =>
    shares[place] < smallestShare ? [`${words(members(name))} are ${percent(shares[place])} of customers`] : [],
  )
  const none = !given && looks.every((look) => look.leastShare !== undefined && look.leastShare < smallestShare)
  return [
    ...(wanted === k
      ? []
      : [`${wanted} groups would leave one with ${percent(refused.leastShare!)} of customers, ${limit}.`]),
    ...(small.length
      ? [`${listed(small)}, ${limit}${none ? '; every other number of groups would leave one that small, too' : ''}.`]
      : []),
  ]
}

/** What else a reader must know: features that say the same, customers set aside, a sample read. */
function remarks({ alike, setAside, read, rows }: Assessment, features: readonly string[]): string[] {
  const same = alike.map(([a, b]) => `${words(features[a])} and ${words(features[b])}`)
  return [
    ...(same.length ? [`${listed(same)} say nearly the same about every customer, so the groups count it twice.`] : []),
    ...(read < rows ? [`The verdict reads a sample of ${count(read)} of ${count(rows)} customers.`] : []),
    ...(setAside > 0
      ? [`It leaves out ${count(setAside, 'customer')} who ${setAside > 1 ? 'are' : 'is'} far from all others.`]
      : []),
  ]
}

function tests(judged: Assessment, names: readonly string[]): Verdict['tests'] {
  const { k, best, looks } = judged
  const look = looks.find((one) => one.k === k)!
  const shallow = look.valleys.reduce((a, b) => (b.dip < a.dip ? b : a))
  const between = pairs([[shallow.a, shallow.b]], names)
  return [
    {
      asks: 'Are the groups tighter and farther apart than one cloud gives?',
      found: chance(judged),
      met: judged.p <= RULE.chance,
    },
    {
      asks: `Are they so clearly, at k = ${k}?`,
      found: `tightness ${signed(look.tightness)} and depth ${signed(look.depth)} standard deviations, together ${signed(look.score)} (needed: ${signed(RULE.tightness)}, ${signed(RULE.depth)}, ${signed(judged.needed)})`,
      met: look.stands,
    },
    {
      asks: 'Is there a gap between every two neighbors?',
      found: `weakest between ${between}: dip ${signed(shallow.dip)} (a gap from about ${signed(GAP_DIP)}, none below ${signed(RULE.leastDip)})`,
      met: look.parted,
    },
    {
      asks: `Do the data support ${k} groups?`,
      found: best > 1 ? `they support ${best}` : 'they support one cloud',
      met: judged.verdict.kind === 'segments',
    },
  ]
}
