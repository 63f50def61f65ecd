/** Okabe and Ito's colours: told apart by colour-blind readers, on white. See https://jfly.uni-koeln.de/color/ */
const ARCHETYPES: Record<string, string> = { Loyalists: '#0072B2', 'At-Risk': '#D55E00', 'New Customers': '#009E73' }
const OTHERS = ['#CC79A7', '#E69F00', '#56B4E9', '#7F6A00', '#6A51A3', '#999999', '#333333', '#A6761D']

/** The neutral colour of marks that belong to no segment. */
export const NEUTRAL = '#4C6A85'
/** The colour that sets one mark apart from neutral ones. */
export const ACCENT = '#D55E00'
/** The colour of marks in the background, such as an earlier state. */
export const FAINT = '#C3CCD5'
/** From negative by white to positive: ends that colour-blind readers tell apart. */
export const DIVERGING: readonly (readonly [number, string])[] = [
  [0, '#B35806'],
  [0.25, '#F1A340'],
  [0.5, '#F7F7F7'],
  [0.75, '#67A9CF'],
  [1, '#2166AC'],
]

/**
 * One colour a segment, the same in every figure: archetypes have their own, further segments take the rest in order.
 *
 * @param segments names, each once
 * @returns colour by name
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
