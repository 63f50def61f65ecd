import { join } from 'node:path'
import { model } from 'segments'
import { type Place, runCommand } from './command/command.js'
import { writeWhole } from './command/write-whole.js'

/** The command `npm run model-schema`: write docs/model.schema.json, the JSON schema of a model. */
async function writeSchema(_: readonly string[], { root }: Place): Promise<number> {
  writeWhole(join(root, 'docs', 'model.schema.json'), `${JSON.stringify(model.modelSchema(), null, 2)}\n`)
  return 0
}

await runCommand(import.meta.url, writeSchema)
