/** Okabe and Ito's colors, which color-blind readers can tell apart on white. See https://jfly.uni-koeln.de/color/ */
const ARCHETYPES: Record<string, string> = { Loyalists: '#0072B2', 'At-Risk': '#D55E00', 'New Customers': '#009E73' }
const OTHERS = ['#CC79A7', '#E69F00', '#56B4E9', '#7F6A00', '#6A51A3', '#999999', '#333333', '#A6761D']

/** The color of marks that belong to no segment. */
export const NEUTRAL = '#4C6A85'
/** The color of a highlighted mark among neutral ones. */
export const ACCENT = '#D55E00'
/** The color of marks in the background, such as an earlier state. */
export const FAINT = '#C3CCD5'
/** A scale from negative through white to positive, with ends that color-blind readers can tell apart. */
export const DIVERGING: readonly (readonly [number, string])[] = [
  [0, '#B35806'],
  [0.25, '#F1A340'],
  [0.5, '#F7F7F7'],
  [0.75, '#67A9CF'],
  [1, '#2166AC'],
]

/**
 * Return one color per segment. Archetypes have the same color in every figure; other segments get the remaining colors
 * in order.
 *
 * @param segments distinct names
 * @returns the color of each name
 */
export function segmentColours(segments: readonly string[]): Record<string, string> {
  const further = segments.filter((name) => !Object.hasOwn(ARCHETYPES, name))
  return Object.fromEntries(
    segments.map((name) => [
      name,
      Object.hasOwn(ARCHETYPES, name) ? ARCHETYPES[name] : OTHERS[further.indexOf(name) % OTHERS.length],
    ]),
  )
}
