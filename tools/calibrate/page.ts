import { versions } from './code.js'
import { gaussianMixtures, PEER_SEEDS } from './peers.js'
import type { Section } from './study.js'

/** The page writes "5%". Scenario names keep "5 %", since their data are drawn from them. */
const PERCENT = '$1%'

/**
 * Return the text of docs/calibration.md.
 *
 * @param sections the tables, in order
 * @param parts `figure`: whether to show the picture of the power curves; `further`: more text, as Markdown
 */
export function page(
  sections: readonly Section[],
  { figure, further = '' }: { figure: boolean; further?: string },
): string {
  return `# Calibration

How often are the verdict, the intervals and the claims wrong? This is measured on data whose truth is known. Each data set is drawn from its own seed; the tables give the number of data sets behind each line.

- The verdict is *segments*, *tentative* or *slices*. On one cloud *segments* is a false alarm; on planted groups *slices* is a miss.
- A share of a limited number of data sets is itself uncertain. *Met* says *within chance* if a bound is missed, but the 95% interval of the share (Wilson) reaches it, and *no* if it does not.
- Seven columns, unless the name says otherwise, each standardized. *Tied* columns are correlated through a Gaussian copula (correlation .5; items and flags .4).
- The verdict is compared with two common ways of choosing k from 1 to 7, on the first ${PEER_SEEDS} data sets of each line: the gap statistic (Tibshirani, Walther and Hastie), and the BIC of Gaussian mixtures, over k and the shape of the groups (${mixtureVersions()}; tools/calibrate/gaussian_mixture.py).

Written by \`npm run calibrate\`; Node ${process.versions.node}, ${versions().join(', ')}.
${figure ? '\n![Share of data sets in which the planted number of equal groups is found, by their distance: the verdict, the gap statistic and BIC](power.png)\n' : ''}
${[...sections.map(sectionText), ...(further ? [further.trim()] : [])].join('\n\n')}
`.replace(/(\d) %/g, PERCENT)
}

function mixtureVersions(): string {
  return Object.entries(gaussianMixtures.versions)
    .map((pair) => pair.join(' '))
    .join(', ')
}

function sectionText({ title, lead, columns, rows }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(columns.map(() => '---')).replaceAll(' ', '')
  return [`## ${title}`, '', lead, '', line(columns), rule, ...rows.map(line)].join('\n')
}
