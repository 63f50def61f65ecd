import { model } from 'segments'
import type { Side } from './run-of.js'

/** How far a feature has moved. */
export interface Drift {
  readonly feature: string
  readonly index: number
  readonly reading: 'stable' | 'watch' | 'moved'
}

const SCORES: Readonly<Record<string, string>> = {
  value: 'Value Score',
  engagement: 'Engagement Score',
  recency: 'Recency',
}

/**
 * Compute the stability index of each feature that both sides have, most moved first: of all features of the earlier
 * model if both sides are models, otherwise of the scores that both lists contain.
 */
export function driftOf(then: Side, now: Side): Drift[] {
  const [before, after] = [distributions(then), distributions(now)]
  return [...before]
    .flatMap(([feature, distribution]) => {
      const other = after.get(feature)
      return other ? [drift(feature, model.stabilityIndex(distribution, other))] : []
    })
    .sort((a, b) => b.index - a.index)
}

function drift(feature: string, index: number): Drift {
  return { feature, index, reading: index >= model.REFIT ? 'moved' : index >= model.WATCH ? 'watch' : 'stable' }
}

function distributions({ model: fitted, list }: Side): Map<string, model.Distribution> {
  const scores = Object.entries(list?.scores ?? {})
    .filter(([, values]) => values.some((value) => !Number.isNaN(value)))
    .map(([name, values]): [string, model.Distribution] => [SCORES[name], model.distributionOf(values)])
  const features = (fitted?.features ?? []).map(({ label, distribution }): [string, model.Distribution] => [
    label,
    distribution,
  ])
  return new Map([...scores, ...features])
}

/**
 * Say in one sentence what to do with the earlier model: keep it, watch it, or refit it.
 *
 * @param drifts most moved first
 */
export function advice(drifts: readonly Drift[]): string {
  if (!drifts.length) return '**Unclear:** the two runs have no feature in common, so nothing can be said about drift.'
  const rule = `(stability index; watch from ${model.WATCH}, refit from ${model.REFIT})`
  const [top] = drifts
  const most = `${top.feature} has moved most, by ${top.index.toFixed(2)}`
  if (top.index >= model.REFIT) return `**Refit the model:** ${most} ${rule}.`
  if (top.index >= model.WATCH) return `**Watch the model:** ${most} ${rule}.`
  return `**Keep the model:** no feature has moved more than chance explains; ${most} ${rule}.`
}
