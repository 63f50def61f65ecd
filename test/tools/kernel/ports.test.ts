import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { Kernel } from '../../../tools/kernel/kernel.js'
import { freePorts } from '../../../tools/kernel/ports.js'

vi.mock('../../../tools/kernel/ports.js', { spy: true })

let other: Server
afterEach(() => {
  vi.restoreAllMocks()
  other.close()
})

it.each([
  ['outputs', 1],
  ['control', 3],
  ['heartbeat', 4],
])('a kernel whose port for %s was taken in the meantime is started again on others', async (_, taken) => {
  const ports = await freePorts(5)
  other = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => other.listen(ports[taken], '127.0.0.1', resolve))
  vi.mocked(freePorts).mockClear().mockResolvedValueOnce(ports)
  const kernel = await Kernel.start(tmpdir())
  try {
    expect(freePorts).toHaveBeenCalledTimes(2)
    const [printed] = await kernel.execute('console.log(1 + 1)', 20_000)
    expect(printed.content.text).toBe('2\n')
    await kernel.shutdown()
  } finally {
    await kernel.kill()
  }
})
