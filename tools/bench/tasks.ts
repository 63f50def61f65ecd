import { clusters, data, evidence, features, statistics } from 'segments'

type Customers = Awaited<ReturnType<typeof data.readCustomers>>['customers']
type Space = ReturnType<typeof features.featureSpace>

/** What the tasks work on. */
export interface Given {
  readonly file: string
  readonly customers: Customers
  readonly x: Space['x']
  readonly labels: Int32Array
}

/** One task: its name in peer.py, what it does, and ours; it returns a number to compare with the peer's. */
export interface Task {
  readonly name: string
  readonly does: string
  readonly run: (given: Given) => number | Promise<number>
  /** Whether both sides must return the same number, apart from a share of 0.001. */
  readonly alike?: boolean
}

/** The matrix that both sides read where time grows with the square of the rows. */
const FEW = 5000

function few(x: Space['x']): Space['x'] {
  const rows = Math.min(FEW, x.rows)
  return { rows, cols: x.cols, data: x.data.subarray(0, rows * x.cols) }
}

/** The steps of an analysis, in their order. */
export const TASKS: readonly Task[] = [
  {
    name: 'read',
    does: 'read the file (ours checks every value)',
    run: async ({ file }) => (await data.readCustomers(file)).customers.shape[0],
  },
  {
    name: 'prepare',
    does: 'fill, derive, scale',
    run: ({ customers }) => features.featureSpace(features.prepare(customers).customers).x.cols,
    alike: true,
  },
  {
    name: 'associations',
    does: 'test all pairs of columns, corrected',
    run: ({ customers }) => data.associations(customers).pairs.filter(({ q }) => q <= 0.05).length,
  },
  {
    name: 'kmeans',
    does: 'k-means, k = 3, best of 10 starts',
    // Without the exchanges that follow by default, as scikit-learn has none; on all rows, as it reads them all.
    run: ({ x }) => clusters.kmeans(x, 3, { seed: 1, swaps: 0, sample: Math.max(1000, x.rows) }).inertia,
    alike: true,
  },
  {
    name: 'scan',
    does: 'k = 1 to 8 with three indices, 5,000 rows',
    run: ({ x }) => clusters.scanK(few(x)).at(-1)!.inertia,
  },
  {
    name: 'silhouettes',
    does: 'silhouettes of 5,000 rows',
    run: ({ x, labels }) => statistics.mean(clusters.silhouette(few(x), labels.subarray(0, few(x).rows))),
    alike: true,
  },
  {
    name: 'stability',
    does: 'stability over 50 resamples of 5,000 rows',
    run: ({ x }) => Math.min(...evidence.jaccardStability(few(x), 3, { seed: 1, resamples: 50 })),
  },
  {
    name: 'components',
    does: 'two principal components',
    run: ({ x }) =>
      features
        .pca(x)
        .shares.slice(0, 2)
        .reduce((sum, share) => sum + share, 0),
    alike: true,
  },
  {
    name: 'summary',
    does: 'means and medians by channel',
    run: ({ customers }) => {
      const found = data.summarise(customers, 'channel', (own) => ({
        amount: statistics.mean(own.amount),
        middle: statistics.median(own.amount),
        frequency: statistics.mean(own.frequency),
        usual: statistics.median(own.frequency),
      }))
      return data.numbers(found, 'amount')[0]
    },
  },
]
