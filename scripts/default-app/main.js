/* Stands in for Electron's own default app: loads the app folder named on the command line. */
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const given = process.argv.slice(1)
const preloads = []
let folder
while (given.length > 0 && folder === undefined) {
  const argument = given.shift()
  if (argument === '-r' || argument === '--require') preloads.push(given.shift())
  else if (!argument.startsWith('-')) folder = resolve(argument)
}

for (const path of preloads) require(resolve(path))
if (folder === undefined) {
  console.error('usage: electron <app folder>')
  app.exit(2)
} else {
  const { name, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  app.setName(name)
  app.setVersion(version)
  app.setAppPath(folder)
  await import(pathToFileURL(join(folder, main)).href)
}
