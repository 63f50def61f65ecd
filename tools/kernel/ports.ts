import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'

const given = new Set<number>()

/**
 * Find TCP ports on loopback that nobody listens on. They lie below the range that systems hand out by themselves: there,
 * a connection to a port where nobody listens yet can take that very port. Two calls in one process never get the same.
 *
 * @param count how many ports
 * @returns `count` different port numbers from 10000 to 31999
 * @example await freePorts(5) // [20123, 28711, 15019, 24561, 11237], say
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = randomInt(10_000, 32_000)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    ports.push(port)
  }
  return ports
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/**
 * Whether somebody listens on a port on loopback.
 */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
