/* What each module may import beside itself; `npm:` is a package, `node:` a part of Node. */
const SHARED_BASE = ['shared/kernel', 'npm:zod']
const REACT = ['npm:react', 'npm:react-dom', 'npm:react-aria-components', 'npm:react-i18next']

const TABLE = {
  'shared/kernel': [],
  'shared/contracts': [...SHARED_BASE, 'shared/markets'],
  'shared/markets': SHARED_BASE,
  'shared/tokens': SHARED_BASE,
  'shared/domain': [
    ...SHARED_BASE,
    'shared/contracts',
    'shared/markets',
    'npm:libphonenumber-js',
    'npm:stdnum',
    'npm:tr46',
  ],
  'shared/ipc': [
    ...SHARED_BASE,
    'shared/contracts',
    'shared/markets',
    'shared/domain/paper.ts',
    'shared/domain/scanner.ts',
  ],
  'renderer/outbox': ['shared/contracts', 'shared/kernel', 'npm:dexie', 'npm:zod'],
  'renderer/sync': ['renderer/outbox/outbox.ts', 'shared/contracts', 'shared/kernel'],
  'renderer/projections': [
    'renderer/outbox',
    'shared/contracts',
    'shared/kernel',
    'npm:dexie',
    'npm:react',
    'npm:zod',
  ],
  'renderer/bridge': [
    'shared/ipc',
    'shared/contracts',
    'shared/kernel',
    'renderer/sync/transport.ts',
    'npm:zod',
  ],
  'renderer/scanning': [
    'shared/domain',
    'shared/markets',
    'shared/kernel',
    'npm:html5-qrcode',
    'npm:zxing-wasm',
    'npm:barcode-detector',
    'npm:mrz',
  ],
  'renderer/flows': [
    'shared/kernel',
    'shared/domain',
    'shared/contracts',
    'shared/markets',
    'renderer/ui',
    'renderer/i18n',
    'renderer/projections',
    'renderer/scanning',
    ...REACT,
  ],
  'renderer/ui': ['shared/tokens', 'renderer/i18n', 'npm:@fontsource-variable/inter', 'npm:uqr', ...REACT],
  'renderer/i18n': ['shared/kernel', 'shared/markets', 'npm:i18next', ...REACT],
  'renderer/app': ['renderer', 'shared', 'npm:i18next', 'npm:dexie', ...REACT],
  'electron/preload': ['shared/ipc/channels.ts', 'npm:electron'],
  electron: ['shared', 'npm:electron', 'npm:zod', 'npm:jose', 'npm:hash-wasm', 'npm:pino', 'node:'],
  'account-api': ['shared', 'npm:', 'node:'],
}

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The paths that an entry of the table stands for, as dependency-cruiser resolves them. */
function patternOf(entry) {
  if (entry === 'node:') return '^(?:node:)?[a-z_]+(?:/promises)?$'
  if (entry === 'npm:') return '(?:^|/)node_modules/'
  // A file that the bundler takes by its address has the package's name alone.
  if (entry.startsWith('npm:')) return `(?:(?:^|/)node_modules/(?:@types/)?|^)${literal(entry.slice(4))}/`
  return entry.endsWith('.ts') ? `^${literal(entry)}$` : `^${literal(entry)}/`
}

const allowed = Object.entries(TABLE).map(([module, may]) => ({
  name: `${module} imports only what it may`,
  severity: 'error',
  from: {
    path: `^${module}/`,
    // A folder with a line of its own follows that line alone.
    pathNot: Object.keys(TABLE)
      .filter((other) => other.startsWith(`${module}/`))
      .map((other) => `^${other}/`),
  },
  to: { pathNot: [`^${module}/`, ...may.map(patternOf)] },
}))

module.exports = {
  forbidden: [
    ...allowed,
    {
      name: 'every folder has its line in the table',
      severity: 'error',
      from: {
        path: '^(?:shared|renderer)/',
        pathNot: [...Object.keys(TABLE).map((module) => `^${module}/`), '\\.d\\.ts$', '\\.css$'],
      },
      to: {},
    },
    {
      name: 'no flow imports another flow',
      severity: 'error',
      from: { path: '^renderer/flows/([^/]+)/' },
      to: { path: '^renderer/flows/([^/]+)/', pathNot: '^renderer/flows/$1/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every import resolves',
      severity: 'error',
      from: {},
      // What is taken by its address the bundler resolves, and the build fails without it.
      to: { couldNotResolve: true, pathNot: '\\.wasm\\?url$' },
    },
    {
      name: 'the product does not import tests or scripts',
      severity: 'error',
      from: { path: '^(?:shared|renderer|electron|account-api)/' },
      to: { path: '^(?:tests|scripts)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:out|\\.runtime)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
