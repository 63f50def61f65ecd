/** The minimum found: its location and the function's value there. */
export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
}

/** A search that has not converged after this many moves per dimension is stuck, and restarts where it is. */
const MOVES = 400
const RESTARTS = 5

/**
 * Find the minimum of a function without derivatives, by the Nelder-Mead simplex method. The search restarts from its
 * result until that no longer improves (at most 5 searches), because a simplex may collapse before it arrives. No
 * maintained library has such a search: those on npm pull in development tools, or cannot be imported.
 *
 * @param of the function to minimize, finite at the start; Infinity where it is undefined
 * @param start d numbers, d >= 1; not modified
 * @param options step: the size of the first simplex, default 0.5; tolerance: relative, of the function, default 1e-10
 * @returns at, length d, and value, the function there
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
    /**
     * A point on the line from the worst vertex through the center of the others: 1 is the reflection, -0.5 halfway.
     */
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
