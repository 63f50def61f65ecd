import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'

const given = new Set<number>()

/**
 * Find free TCP ports on loopback. They lie below the ephemeral range: in it, a connection to a port where nobody
 * listens yet can take that very port. Two calls in one process never return the same port.
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
 * Check whether a program listens on a port on loopback.
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
