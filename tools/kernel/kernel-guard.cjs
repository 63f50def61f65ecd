// Loaded into each kernel before tslab, for the two things that its runner could not see from outside.
const { writeSync } = require('node:fs')
const { inspect } = require('node:util')

// tslab writes a rejection that nobody awaits to whichever cell came last, and loses it where the messages themselves
// failed or the kernel is going: the real stderr is always there. U+0001 tells the runner where such a message begins.
process.on('unhandledRejection', (reason) => writeSync(2, `\u0001${inspect(reason)}\n`))

// A kernel whose runner is gone (its end of stdin closed) must not live on.
process.stdin.on('end', () => process.exit(1))
process.stdin.on('error', () => process.exit(1))
process.stdin.resume()
process.stdin.unref?.()
