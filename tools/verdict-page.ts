/** `npm run verdict-page`: write docs/verdict.md with a worked example of each verdict; every number is computed. */
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { clusters, core, data, evidence, features, figures, story } from 'segments'
import { simulatedCustomers } from './calibrate/simulated.js'
import { Painter } from './pages/stills.js'

type Customers = Parameters<typeof features.featureSpace>[0]

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const SEED = 1

/** A worked example: a title, a description of the data, the customers, a given k if any, and the picture's file. */
interface Example {
  readonly title: string
  readonly data: string
  readonly customers: () => Promise<Customers>
  readonly k?: number
  readonly file: string
}

const EXAMPLES: readonly Example[] = [
  {
    title: 'Segments',
    data: 'The shipped data: simulated customers in three planted groups that overlap.',
    customers: async () =>
      features.prepare((await data.readCustomers(at('../data/customers.csv'))).customers).customers,
    file: 'verdict-segments.png',
  },
  {
    title: 'Tentative',
    data: 'The same customers, cut into four groups (`k = 4`). The fourth is a part of another group.',
    customers: async () =>
      features.prepare((await data.readCustomers(at('../data/customers.csv'))).customers).customers,
    k: 4,
    file: 'verdict-tentative.png',
  },
  {
    title: 'Slices',
    data: 'Simulated customers with the same distributions and correlations, but drawn from one cloud (`npm run simulate -- --structure cloud`). k-means returns three groups here as well.',
    customers: () => simulatedCustomers(SEED, 3000, 'cloud'),
    file: 'verdict-slices.png',
  },
]

async function section(example: Example, painter: Painter): Promise<string> {
  const customers = await example.customers()
  const judged = evidence.assess(features.featureSpace(customers).x, { k: example.k, seed: SEED })
  const found = clusters.segmentCustomers(customers, { k: judged.k, seed: SEED })
  const { says, tests } = evidence.verdict(judged, found)
  const figure = figures.histograms(data.fromRows(evidence.betweenCenters(judged, found)), {
    x: 'position',
    by: 'segment',
    panel: 'neighbors',
    units: { position: 'centers at −1 and 1' },
    title: story.gapsTitle(found, judged),
    caption: story.gapsCaption(judged),
  })
  const picture = await painter.draw({ data: [...figure.data], layout: figure.layout }, 2)
  await writeFile(at(`../docs/${example.file}`), Buffer.from(picture, 'base64'))
  const rows = tests.map(({ asks, found: what, met }) => `| ${asks} | ${what} | ${met ? 'yes' : 'no'} |`)
  return `## ${example.title}

${example.data}

${says}

![${story.gapsTitle(found, judged)}](${basename(example.file)})

| Question | Found | Met |
|---|---|---|
${rows.join('\n')}`
}

function page(sections: readonly string[]): string {
  return `# The verdict

k-means returns any number of groups from any file. So these notebooks first ask whether there are groups at all. They compare the customers with samples drawn from **one cloud** that is as similar to them as one cloud can be. If the groups are tighter than groups cut from such samples, and if a deeper gap separates every two neighbors, they are **segments**. If the data support another number of groups, or are tighter than one cloud but without gaps, they are **tentative**. Otherwise they are **slices**: a continuous cloud, cut for convenience. Slices can still be useful to work with, but nobody should expect to find them again elsewhere.

${sections.join('\n\n')}

## How it is computed

1. **A sample.** At most ${evidence.ROWS_READ.toLocaleString('en-US')} customers are read, drawn with the seed. Customers who are far from all others are set aside, at most one in ten, because k-means would give them their own group.
2. **One cloud.** Each feature keeps its own distribution, but is given a single peak: the closest distribution that rises to one value and then falls. Skewness, tails, levels and masses (such as half of the customers at 0) are kept. The features keep their rank correlations through a Gaussian copula. Samples are drawn from this cloud: at least 8, and up to 96 if the answer is not clear.
3. **Tighter?** For 2 to 7 groups, the customers and each sample are clustered by k-means with the same effort. *Tightness* is how far the inertia of the customers lies below that of the samples, in standard deviations.
4. **Gaps?** Between neighboring groups (those that a minimum spanning tree of the centers joins), customers are placed along the line that separates the two best. Hartigan's dip and the counts on the two peaks and on the floor between them measure the gap. *Depth* is the sum of how far both lie above those of the samples, in standard deviations.
5. **The rule.** Tightness and depth together are the score. The probability that one cloud gives such a high score, at any number of groups, must be at most ${evidence.RULE.chance}. The score must be at least ${evidence.RULE.score} and ${100 * evidence.RULE.near}% of the best one, depth at least ${evidence.RULE.depth}, tightness above ${evidence.RULE.tightness}; the mean dip must be at least ${evidence.RULE.dip} and the least ${core.decimal(evidence.RULE.leastDip, 1)} (as normal scores), and every floor lower than its peaks. Of the numbers of groups that pass, the smallest with ${100 * evidence.RULE.near}% of the best tightness is taken. A given number is judged by the same rule; if it is larger than that, it is at most *tentative*.
6. **Other clouds.** A ball has no corners, which a copula of features cannot draw, and a continuum may be bent, such as that of customers who move from one habit to another. So the groups found are also compared with 20 samples from an elliptical cloud (same covariance, same distances from the center) and 20 from a bent one (the features follow a curve as far as they do in the data; the rest is one cloud). Their score must lie ${evidence.RULE.otherCloud} standard deviations above those of either.
7. **How sure.** The samples are resampled. While fewer than 90% of the resamples give the same answer, more samples are drawn; if fewer than 75% give the same verdict in the end, *segments* become *tentative*.
8. **One feature alone.** If the groups differ in a single feature, and the customers form one cloud without it, they are a flag rather than segments, and *tentative*. Nearly redundant features are named.

How often all this is wrong is measured in [calibration.md](calibration.md).

## What it cannot tell

- **Closed and branching clouds.** A ring, or shares that add up to 1 (their cloud has a corner for each share), look like groups with gaps between them. If features depend on each other in such a way, look at the map of customers.
- **Groups with the same center,** such as two groups that differ in how their features are correlated. k-means cannot find them either.
- **Groups that are close.** Groups less than about 2.5 standard deviations apart are often missed in a few hundred customers.
- **The number of groups of very different size.** A large group beside small ones is split by k-means itself; the verdict is right, but the number may be too large.

## What was tried, and why this rule

| Tried | What happened |
|---|---|
| Gap statistic and shuffled columns | ask whether features are independent; they find groups in most correlated or skewed clouds, and miss real groups when there are 4 to 6 |
| Bootstrap stability | the two halves of one cloud are also stable |
| Tightness alone as the gate | misses groups that show in 2 of 7 features: the other features hide them from the inertia, not from the gaps |
| A better search for the customers than for the samples | finds more groups only because the search is better |
| Gaps inside a convex region between two centers | a ball and shares that add up to 1 are no longer called groups, but 5 and 6 real groups are missed |
| No comparison with elliptical clouds | half of the balls of 2,000 customers are called groups |
| No comparison with bent clouds | of 2,000 customers along an arc, 28 of 100 tables are called groups; three quarters of the half rings |
| A score that ignores other numbers of groups | certifies parts of a continuum whose score rises with every further group |

The reference follows Helgeson, Vock and Bair ([2021](https://doi.org/10.1111/biom.13376)), but makes each distribution unimodal with the smallest possible change (Hartigan and Hartigan [1985](https://doi.org/10.1214/aos/1176346577)) instead of smoothing it; smoothing is wrong for skewed features. The gaps follow the dip-means of Kalogeratos and Likas (2012). Drawing stops early, as in Besag and Clifford (1991).
`
}

async function main(): Promise<void> {
  const painter = new Painter()
  if (!painter.executable) throw new Error('The pictures of docs/verdict.md need Chromium: install it, and try again.')
  const sections: string[] = []
  for (const example of EXAMPLES) sections.push(await section(example, painter))
  await painter.close()
  await writeFile(at('../docs/verdict.md'), page(sections))
  process.stdout.write('wrote docs/verdict.md and its pictures\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
