import { arc, type Cloud, cloudTable, copula } from './clouds.js'
import { type Draws, level, normalShare, type RowOf, tied, times } from './draws.js'
import { beta25, exponential, gamma2, lognormal, normalScore, uniform, zeroInflated } from './margins.js'

/** Clayton copula: columns are tied more where they are low than where they are high (Kendall's tau .5). */
const clayton: RowOf = (draw) => {
  const frailty = draw.gamma(0.5)
  return times(7, () => gamma2((1 + draw.exponential() / frailty) ** -0.5))
}

/** Gumbel copula: columns are tied more where they are high (Kendall's tau .4); normal margins. */
const gumbel: RowOf = (draw) => {
  const frailty = positiveStable(draw, 0.6)
  return times(7, () => normalScore(Math.exp(-((draw.exponential() / frailty) ** 0.6))))
}

/** Draw a positive stable number of index alpha < 1 by Kanter's formula. */
function positiveStable({ uniform: next, exponential: wait }: Draws, alpha: number): number {
  const angle = Math.PI * (1 - next())
  const ratio = Math.sin((1 - alpha) * angle) / wait()
  return (Math.sin(alpha * angle) / Math.sin(angle) ** (1 / alpha)) * ratio ** ((1 - alpha) / alpha)
}

/** The first column sets the spread of the others. */
const funnel: RowOf = (draw) => {
  const width = draw.normal()
  return [width, ...times(6, () => Math.exp(width / 2) * draw.normal())]
}

const banana: RowOf = (draw) => {
  const along = draw.normal()
  return [along, along ** 2 / 2 + draw.normal() / 2, ...times(5, draw.normal)]
}

const counts: RowOf = (draw) => {
  const shared = draw.normal()
  return [0.5, 0.8, 1, 1.5, 2, 3, 4].map((mean) => draw.poisson(mean * Math.exp(0.5 * shared - 0.125)))
}

/** Two flags that 82 % have and five normal columns, all tied. */
const flags: RowOf = (draw) => tied(draw, 0.3).map((z, j) => (j < 2 ? level(z, [0.18, 0.82]) : z))

const simplex: RowOf = (draw) => {
  const parts = times(7, draw.exponential)
  const sum = parts.reduce((a, b) => a + b)
  return parts.map((part) => part / sum)
}

/** Draw uniformly from a ball in this many columns. */
function ball(draw: Draws, cols: number): number[] {
  const direction = times(cols, draw.normal)
  const radius = draw.uniform() ** (1 / cols) / Math.hypot(...direction)
  return direction.map((value) => value * radius)
}

const skewNormal: RowOf = (draw) => {
  const skewing = tied(draw, 0.5)
  return tied(draw, 0.5).map((z, j) => 0.95 * Math.abs(skewing[j]) + Math.sqrt(1 - 0.95 ** 2) * z)
}

/** One center, variance 1 or 9. */
const scaleMixture: RowOf = (draw) => {
  const deviation = draw.uniform() < 0.5 ? 1 : 3
  return times(7, () => deviation * draw.normal())
}

/** Recency and tenure, which are equal for the 60 % who bought once. */
const nearDuplicates: RowOf = (draw) => {
  const [recency, ...others] = tied(draw, 0.3, 6)
  const days = exponential(recency)
  return [days, draw.uniform() < 0.6 ? days : days + draw.exponential(), ...others]
}

/** A customer table: spend, orders, recency, two ratings, a flag and a share, all weakly tied. */
const customers: RowOf = (draw) => {
  const [spend, orders, recency, first, second, member, share] = tied(draw, 0.3)
  return [
    lognormal(0.8)(spend),
    Math.floor(1 + 2 * exponential(orders)),
    exponential(recency),
    level(first, [0.05, 0.1, 0.2, 0.35, 0.3]),
    level(second, [0.1, 0.2, 0.3, 0.25, 0.15]),
    level(member, [0.6, 0.4]),
    beta25(normalShare(share)),
  ]
}

/** A closed ring. */
const ring = arc(360)

const UNBOUND = ['ring']
const HARDER = ['gamma, Clayton copula', 'normal, Gumbel copula', 'funnel', 'banana', 'scale mixture', 'half ring']

/** Further clouds. A ring is only counted, since the rule cannot tell it from groups. */
export const FURTHER_CLOUDS: Readonly<Record<string, Cloud>> = cloudTable(
  {
    'gamma, Clayton copula': clayton,
    'normal, Gumbel copula': gumbel,
    funnel,
    banana,
    'beta(2, 5), tied': copula((z) => beta25(normalShare(z)), 0.5),
    'counts, one factor': counts,
    'two flags of 82 %': flags,
    simplex,
    ball: (draw) => ball(draw, 7),
    'disk and noise': (draw) => [...ball(draw, 2), ...times(5, draw.normal)],
    'skew-normal, tied': skewNormal,
    'scale mixture': scaleMixture,
    '60 % zero and lognormal, tied': copula(zeroInflated(0.6, lognormal(1)), 0.5),
    'recency and tenure': nearDuplicates,
    'customer table': customers,
    '2 columns, normal, tied': copula((z) => z, 0.5, 2),
    '3 columns, normal, tied': copula((z) => z, 0.5, 3),
    '12 columns, normal, tied': copula((z) => z, 0.5, 12),
    '2 columns, lognormal, tied': copula(lognormal(0.5), 0.5, 2),
    '3 columns, lognormal, tied': copula(lognormal(0.5), 0.5, 3),
    '12 columns, lognormal, tied': copula(lognormal(0.5), 0.5, 12),
    '2 columns, uniform, independent': copula(uniform, 0, 2),
    '10 columns, uniform, independent': copula(uniform, 0, 10),
    'half ring': arc(180),
    ring,
  },
  (name) => (UNBOUND.includes(name) ? undefined : HARDER.includes(name) ? 0.1 : 0.05),
)
