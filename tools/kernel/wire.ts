import { createHmac, randomUUID } from 'node:crypto'

/** A message of the Jupyter protocol, with the fields that a client needs. */
export interface Message {
  type: string
  id: string
  parent: string
  content: Record<string, unknown>
}

const DELIMITER = '<IDS|MSG>'

/**
 * Encode a request as frames of the Jupyter wire protocol 5.3: delimiter, signature, header, parent, metadata, content.
 *
 * @param key the connection file's key, which signs each message
 * @param session names this client
 * @returns the frames and the message id, which the answers carry as their parent id
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
export function encode(key: string, session: string, type: string, content: object): { id: string; frames: string[] } {
  const id = randomUUID()
  const date = new Date().toISOString()
  const header = { msg_id: id, msg_type: type, session, username: 'customer-segments', date, version: '5.3' }
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part))
  return { id, frames: [DELIMITER, sign(key, parts), ...parts] }
}

/**
 * Decode a message from its frames; frames before the delimiter (a topic or an identity) are dropped.
 *
 * @throws {RangeError} on a message without a delimiter or with the signature of another key
 */
export function decode(key: string, frames: readonly Buffer[]): Message {
  const start = frames.findIndex((frame) => frame.toString() === DELIMITER)
  if (start < 0) throw new RangeError(`decode requires the frame ${DELIMITER}, got ${frames.length} frames without it`)
  const parts = frames.slice(start + 2)
  const signature = frames[start + 1].toString()
  if (signature !== sign(key, parts))
    throw new RangeError(`decode requires the connection's signature, got ${signature}`)
  const [header, parent, , content] = parts.slice(0, 4).map((part) => JSON.parse(part.toString()))
  return { type: header.msg_type, id: header.msg_id, parent: parent.msg_id ?? '', content }
}

function sign(key: string, parts: readonly (string | Buffer)[]): string {
  const hash = createHmac('sha256', key)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
