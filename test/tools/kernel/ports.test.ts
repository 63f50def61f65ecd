import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { Kernel } from '../../../tools/kernel/kernel.js'
import { freePorts } from '../../../tools/kernel/ports.js'

vi.mock('../../../tools/kernel/ports.js', { spy: true })

const others: Server[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const other of others.splice(0)) other.close()
})

/** Five ports of which somebody took one in the meantime. */
async function taken(index: number): Promise<number[]> {
  const ports = await freePorts(5)
  const other = createServer((socket) => socket.on('error', () => {}))
  others.push(other)
  await new Promise<void>((resolve) => other.listen(ports[index], '127.0.0.1', resolve))
  return ports
}

const [OUTPUTS, CONTROL, HEARTBEAT] = [1, 3, 4]

it('a kernel whose port for outputs, control or heartbeat was taken in the meantime is restarted on other ports', async () => {
  const choices = [await taken(OUTPUTS), await taken(CONTROL), await taken(HEARTBEAT)]
  const chosen = vi.mocked(freePorts).mockClear()
  for (const ports of choices) chosen.mockResolvedValueOnce(ports)
  const kernel = await Kernel.start(tmpdir(), 60_000, 4)
  try {
    expect(freePorts).toHaveBeenCalledTimes(4)
    const [printed] = await kernel.execute('console.log(1 + 1)', 20_000)
    expect(printed.content.text).toBe('2\n')
    await kernel.shutdown()
  } finally {
    await kernel.kill()
  }
})
