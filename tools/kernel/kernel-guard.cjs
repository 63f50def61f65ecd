// Loaded into each kernel before tslab: for two things that the runner cannot see from outside, and for a faster start.
const { writeSync } = require('node:fs')
const { createRequire } = require('node:module')
const { inspect } = require('node:util')

// tslab attributes an unhandled rejection to the last cell, and loses it if sending failed or the kernel is exiting.
// The real stderr always works. U+0001 tells the runner where such a message begins.
process.on('unhandledRejection', (reason) => writeSync(2, `\u0001${inspect(reason)}\n`))

// A kernel whose runner is gone (its end of stdin is closed) must exit.
process.stdin.on('end', () => process.exit(1))
process.stdin.on('error', () => process.exit(1))
process.stdin.resume()
process.stdin.unref?.()

// tslab's compiler watches all files and folders that it has read, and loads the types of every installed package.
// Neither is needed: a rerun ends before a file changes, and imports load their own types. Without both, a kernel
// starts in two thirds of the time.
const { sys } = createRequire(require.resolve('tslab/package.json'))('@tslab/typescript-for-tslab')
const foldersIn = sys.getDirectories
sys.watchFile = () => ({ close() {} })
sys.watchDirectory = () => ({ close() {} })
sys.getDirectories = (path) =>
  foldersIn(path).filter((name) => name === 'node' || !/node_modules[\\/]@types$/.test(path))
