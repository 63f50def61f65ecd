import { extent } from 'd3-array'
import { EigenvalueDecomposition, Matrix as MlMatrix, solve } from 'ml-matrix'
import { columnsOf, fromColumns, type Matrix } from '../core/matrix.js'
import { drawsOf, oneCloud } from './one-cloud.js'
import { describeColumn } from './unimodal.js'

/** The degree of the polynomial curve, and a ridge, as a share of the rows, that keeps its equations solvable. */
const DEGREE = 4
const RIDGE = 1e-9

/**
 * Draw rows from a bent cloud: a continuum along a curve, such as customers form who move from one habit to another.
 * The columns follow a polynomial along one direction, as far as they do in the data; their residuals form one cloud
 * (see oneCloud). This third kind of single cloud can be drawn neither by a copula of columns nor by an ellipse.
 *
 * @param x n rows by d columns; not modified. Columns of few levels are not bent.
 * @param seed of the draws that correct the correlations of coarse columns
 * @returns a function that takes a source of uniform numbers in [0, 1); each call gives n rows by d
 */
export function bentCloud(x: Matrix, seed: number): (next: () => number) => Matrix {
  const columns = columnsOf(x)
  const smooth = [...columns.keys()].filter((j) => !describeColumn(columns[j]).coarse)
  const bend = smooth.length > 1 ? strongestBend(smooth.map((j) => columns[j])) : undefined
  if (!bend) return drawsOf(oneCloud(x, seed))
  const straightened = columns.slice()
  bend.curve(bend.along).forEach((curve, at) => {
    straightened[smooth[at]] = columns[smooth[at]].map((value, i) => value - curve[i])
  })
  const draws = drawsOf(oneCloud(fromColumns([bend.along, ...straightened]), seed))
  return (next) => {
    const [along, ...drawn] = columnsOf(draws(next))
    bend.curve(along).forEach((curve, at) => {
      drawn[smooth[at]] = drawn[smooth[at]].map((value, i) => value + curve[i])
    })
    return fromColumns(drawn)
  }
}

interface Bend {
  /** The place of each row along the direction, length n. */
  readonly along: Float64Array
  /** The fitted value of each column at the given places, less the column's mean. */
  readonly curve: (along: Float64Array) => Float64Array[]
}

/** Among the columns and their principal components, the direction along which the columns are bent most. */
function strongestBend(columns: readonly Float64Array[]): Bend {
  const points = new MlMatrix(columns.map((column) => Array.from(column))).transpose().center('column')
  const covariance = points.transpose().mmul(points)
  const { eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true })
  const directions = [points, points.mmul(eigenvectorMatrix)].flatMap((places) => places.transpose().to2DArray())
  const bends = directions.map((along) => bendAlong(Float64Array.from(along), points))
  return bends.reduce((a, b) => (b.gain > a.gain ? b : a))
}

/** The least-squares polynomials, and how much more of the columns they explain than straight lines do. */
function bendAlong(along: Float64Array, points: MlMatrix): Bend & { gain: number } {
  const [low, high] = extent(along) as [number, number]
  const range = high - low || 1
  const powers = (places: Float64Array) => {
    const rows = new MlMatrix(places.length, DEGREE + 1)
    places.forEach((place, i) => {
      const at = (2 * (place - low)) / range - 1
      for (let power = 0, value = 1; power <= DEGREE; power++, value *= at) rows.set(i, power, value)
    })
    return rows
  }
  const design = powers(along)
  const crossed = design
    .transpose()
    .mmul(design)
    .add(MlMatrix.eye(DEGREE + 1).mul(RIDGE * along.length))
  const weights = solve(crossed, design.transpose().mmul(points))
  const straight =
    MlMatrix.rowVector(along).mmul(points).norm() ** 2 / (along.reduce((sum, one) => sum + one ** 2, 0) || 1)
  return {
    along,
    curve: (places) => columnsOf(fromMl(powers(places).mmul(weights))),
    gain: design.mmul(weights).norm() ** 2 - straight,
  }
}

function fromMl(matrix: MlMatrix): Matrix {
  return { rows: matrix.rows, cols: matrix.columns, data: Float64Array.from(matrix.to1DArray()) }
}
