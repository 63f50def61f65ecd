import { expect, test } from 'vitest'
import { silhouette } from '../../lib/clusters/silhouette.js'
import { silhouettes } from '../../lib/clusters/silhouettes.js'
import { segmentedSample } from '../sample.js'

test('each customer has a silhouette, with its segment; of many, a quarter of the sample is read', () => {
  const found = segmentedSample({ customers: 1200 })
  const rows = silhouettes(found)
  expect(rows.map(({ silhouette: own }) => own)).toEqual([...silhouette(found.space.x, found.labels)])
  expect(rows.map(({ segment }) => segment)).toEqual([...found.segmentOf])
  expect(silhouettes(found, { sample: 1000 })).toHaveLength(250)
})
