// Loaded into each kernel before tslab: for two things that its runner could not see from outside, and for a quicker start.
const { writeSync } = require('node:fs')
const { createRequire } = require('node:module')
const { inspect } = require('node:util')

// tslab writes a rejection that nobody awaits to whichever cell came last, and loses it where the messages themselves
// failed or the kernel is going: the real stderr is always there. U+0001 tells the runner where such a message begins.
process.on('unhandledRejection', (reason) => writeSync(2, `\u0001${inspect(reason)}\n`))

// A kernel whose runner is gone (its end of stdin closed) must not live on.
process.stdin.on('end', () => process.exit(1))
process.stdin.on('error', () => process.exit(1))
process.stdin.resume()
process.stdin.unref?.()

// tslab's compiler watches all files and folders that it looked at, and loads the types of every package there is. A rerun
// ends before a file changes, and what a cell imports brings its types along: without both a kernel starts in two thirds of
// the time.
const { sys } = createRequire(require.resolve('tslab/package.json'))('@tslab/typescript-for-tslab')
const foldersIn = sys.getDirectories
sys.watchFile = () => ({ close() {} })
sys.watchDirectory = () => ({ close() {} })
sys.getDirectories = (path) =>
  foldersIn(path).filter((name) => name === 'node' || !/node_modules[\\/]@types$/.test(path))
