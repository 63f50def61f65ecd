import { type AddressInfo, createServer, type Server } from 'node:net'

const given = new Set<number>()

/**
 * Find TCP ports on loopback that nobody listens on. Two calls in one process never get the same port:
 * kernels start side by side, and a port is free again as soon as it was found.
 *
 * @param count how many ports
 * @returns `count` different port numbers
 * @example await freePorts(5) // [40123, 38711, 35019, 44561, 41237], say
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  if (ports.some((port) => given.has(port))) return freePorts(count)
  for (const port of ports) given.add(port)
  return ports
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
