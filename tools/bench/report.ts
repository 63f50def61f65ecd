import { core, statistics } from 'segments'

/** The times of both sides, in seconds, round by round. */
export interface Timed {
  readonly does: string
  readonly ours: readonly number[]
  readonly peer: readonly number[]
}

/**
 * Write the times as a table: the median of each side, and the ratio of both within a round, which shares the load of the
 * machine, as its median and its range.
 *
 * @param tasks each with as many rounds on both sides, at least 1
 * @returns markdown
 * @example report([{ does: 'k-means', ours: [1, 1], peer: [2, 3] }]).includes('2.5 (2.0 to 3.0)') // true
 */
export function report(tasks: readonly Timed[]): string {
  const rows = tasks.map(({ does, ours, peer }) => {
    const ratios = peer.map((seconds, round) => seconds / ours[round])
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => core.decimal(ratio, 1))
    const middle = core.decimal(statistics.median(ratios), 1)
    return `| ${does} | ${time(ours)} | ${time(peer)} | ${middle} (${least} to ${most}) |`
  })
  return ['| Step | Ours | Python stack | Times as fast |', '|---|---:|---:|---:|', ...rows].join('\n')
}

function time(seconds: readonly number[]): string {
  const middle = statistics.median(seconds)
  return middle < 1 ? `${core.count(1000 * middle)} ms` : `${core.decimal(middle, 1)} s`
}
