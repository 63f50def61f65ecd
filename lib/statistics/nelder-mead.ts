/** Where a function was found to be least. */
export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
}

/** A search that has not ended after so many moves a dimension has got stuck; it then starts anew where it stands. */
const MOVES = 400
const RESTARTS = 5

/**
 * The minimum of a function without its slopes, by the simplex of Nelder and Mead. It starts anew from where it ends until
 * that gains nothing, since a simplex may collapse before it arrives. Of kept libraries none has a search by the function
 * alone: those of npm drag in tools of their makers, or cannot be imported.
 *
 * @param of finite at the start; Infinity where it is not defined
 * @param start d numbers, d >= 1; not modified
 * @param options step: the size of the first simplex, 0.5 by default; tolerance: of the function, relative, 1e-10 by default
 * @see Nelder and Mead (1965), A simplex method for function minimization, https://doi.org/10.1093/comjnl/7.4.308
 * @example nelderMead(([x]) => (x - 1) ** 2, [0]).at // about [1]
 */
export function nelderMead(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.5, tolerance = 1e-10 }: { step?: number; tolerance?: number } = {},
): Minimum {
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance * (1 + Math.abs(a))
  let found = { at: start, value: of(start) }
  for (let again = 0; again < RESTARTS; again++) {
    const next = descend(of, found.at, step, near)
    if (near(found.value, next.value)) return next
    found = next
  }
  return found
}

function descend(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  step: number,
  near: (a: number, b: number) => boolean,
): Minimum {
  const vertex = (at: readonly number[]): Minimum => ({ at, value: of(at) })
  let simplex = [start, ...start.map((_, j) => start.map((value, i) => (i === j ? value + step : value)))].map(vertex)
  for (let move = 0; move < MOVES * start.length; move++) {
    simplex.sort((a, b) => a.value - b.value)
    const best = simplex[0]
    const worst = simplex[simplex.length - 1]
    const others = simplex.slice(0, -1)
    if (near(best.value, worst.value)) break
    const centre = start.map((_, j) => others.reduce((sum, { at }) => sum + at[j], 0) / others.length)
    /** From the worst vertex through the centre of the others: 1 lies as far beyond it, -0.5 halfway before. */
    const along = (far: number) => vertex(centre.map((value, j) => value + far * (value - worst.at[j])))
    const mirrored = along(1)
    let taken: Minimum
    if (mirrored.value < best.value) {
      const beyond = along(2)
      taken = beyond.value < mirrored.value ? beyond : mirrored
    } else if (mirrored.value < others[others.length - 1].value) {
      taken = mirrored
    } else {
      taken = along(mirrored.value < worst.value ? 0.5 : -0.5)
    }
    if (taken.value < Math.min(mirrored.value, worst.value) || taken === mirrored) simplex = [...others, taken]
    else simplex = simplex.map(({ at }) => vertex(at.map((value, j) => best.at[j] + (value - best.at[j]) / 2)))
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a))
}
