/**
 * Finds the Bicep CLI, or restores it from NuGet with the .NET SDK. `node scripts/bicep.mjs` prints its path.
 * Looked for in this order: BICEP_PATH, `bicep` on PATH, the copy restored earlier into .cache/bicep.
 */
import { execFile } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { isMain, root } from './files.mjs'

const VERSION = '0.49.2'
const PLATFORMS = { 'linux-x64': 'linux-x64', 'linux-arm64': 'linux-arm64', 'win32-x64': 'win-x64', 'darwin-x64': 'osx-x64', 'darwin-arm64': 'osx-arm64' }
const REMEDY = 'install the Bicep CLI and put it on PATH, set BICEP_PATH to it, or install the .NET SDK so that it can be restored from NuGet'

const run = promisify(execFile)
const cache = join(root, '.cache', 'bicep')
const fileName = process.platform === 'win32' ? 'bicep.exe' : 'bicep'

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = () =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, fileName)).find(isExecutable)

/** The executable below a restored package; undefined when there is none. */
function restored() {
  const packages = join(cache, 'packages')
  if (!existsSync(packages)) return undefined
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter((path) => path.split(/[\\/]/).at(-1) === fileName && path.includes(VERSION))
  return files.map((path) => join(packages, path))[0]
}

const project = (platform) => `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="Azure.Bicep.CommandLine.${platform}" Version="[${VERSION}]" />
  </ItemGroup>
</Project>
`

async function restore() {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`]
  if (platform === undefined) return { missing: `No Bicep CLI was found, and none is published for ${process.platform}-${process.arch}: ${REMEDY}.` }
  mkdirSync(cache, { recursive: true })
  const file = join(cache, 'restore.csproj')
  writeFileSync(file, project(platform))
  try {
    await run('dotnet', ['restore', file, '--packages', join(cache, 'packages')], { env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' } })
  } catch (failure) {
    const reason = failure.code === 'ENOENT' ? 'there is no .NET SDK to restore it with' : `dotnet restore failed (${firstLine(failure.stdout || failure.message)})`
    return { missing: `No Bicep CLI was found, and ${reason}: ${REMEDY}.` }
  }
  const path = restored()
  if (path === undefined) return { missing: `The restored package has no ${fileName}: ${REMEDY}.` }
  chmodSync(path, 0o755)
  return { path }
}

const firstLine = (text) => text.split('\n').map((line) => line.trim()).find((line) => /error/i.test(line)) ?? text.split('\n')[0]

/** The Bicep CLI: its path, or a sentence that says why there is none and how to get it. */
export async function findBicep() {
  const named = process.env.BICEP_PATH
  if (named !== undefined && named !== '') return isExecutable(named) ? { path: named } : { missing: `BICEP_PATH names ${named}, which cannot be run.` }
  const found = onPath() ?? restored()
  return found === undefined ? restore() : { path: found }
}

if (isMain(import.meta.url)) {
  const found = await findBicep()
  if ('path' in found) console.log(found.path)
  else {
    console.error(found.missing)
    process.exitCode = 1
  }
}
