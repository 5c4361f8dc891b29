// Who may know whom: apps → react, cli → server → casework, store → pack → engine. Imports only go down.
const src = (...rooms) => `^packages/(?:${rooms.join('|')})/src/`;
/** Tests may reach further: they check that rooms agree. */
const TESTS = '\\.test(?:ing)?\\.tsx?$|/(?:testing|tests)/|/suite\\.ts$';

/** A room may import only itself and the rooms named. */
const knowsOnly = (room, ...others) => ({
  name: `${room}-knows-only-${others.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: src(room), pathNot: TESTS },
  to: { path: ['^(?:packages|apps|rules|scripts|tests)/'], pathNot: [src(room, ...others)] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    knowsOnly('engine'),
    knowsOnly('pack', 'engine'),
    knowsOnly('casework', 'pack', 'engine'),
    knowsOnly('store', 'engine'),
    knowsOnly('server', 'casework', 'store', 'pack', 'engine'),
    knowsOnly('cli', 'server', 'casework', 'store', 'pack', 'engine'),
    {
      name: 'react-knows-only-the-client-pack-and-engine',
      severity: 'error',
      from: { path: src('react'), pathNot: TESTS },
      to: {
        path: ['^(?:packages|apps|rules|scripts|tests)/'],
        pathNot: [src('react', 'pack', 'engine'), '^packages/server/src/client/'],
      },
    },
    {
      name: 'pages-know-only-react-the-client-and-the-pure-core',
      severity: 'error',
      from: { path: '^apps/(desk|studio)/src/', pathNot: TESTS },
      to: {
        path: ['^(?:packages|apps|rules|scripts|tests)/'],
        pathNot: ['^apps/$1/src/', src('react', 'casework', 'pack', 'engine'), '^packages/server/src/client/'],
      },
    },
    {
      name: 'the-service-knows-only-the-server',
      severity: 'error',
      from: { path: '^apps/service/src/', pathNot: TESTS },
      to: {
        path: ['^(?:packages|apps|rules|scripts|tests)/'],
        pathNot: ['^apps/service/src/', '^packages/server/src/node/'],
      },
    },
    {
      name: 'the-client-is-for-browsers',
      comment: 'server/client carries types and shapes of the API, and nothing of the server itself',
      severity: 'error',
      from: { path: '^packages/server/src/client/', pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/client/',
          '^packages/server/src/(?:api|messages)/',
          src('pack', 'engine', 'casework'),
        ],
      },
    },
    {
      name: 'the-core-is-pure',
      comment: 'engine, pack and casework know no Node; only the ./files door of pack reads a disk',
      severity: 'error',
      from: { path: src('engine', 'pack', 'casework', 'react'), pathNot: [TESTS, '^packages/pack/src/files\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-disk-is-a-door',
      comment: 'the pure part of pack never reaches its ./files door',
      severity: 'error',
      from: { path: src('pack'), pathNot: TESTS },
      to: { path: '^packages/pack/src/files\\.ts$' },
    },
    {
      name: 'through-the-door',
      comment: 'a room is entered by what its package.json exports, never by a path into its src',
      severity: 'error',
      from: { path: '^(?:packages|apps)/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^(?:packages|apps)/',
        pathNot: '^(?:packages|apps)/$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased', 'npm'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'types included: a type both sides need has a file of its own',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-undeclared',
      severity: 'error',
      from: { path: '^(?:packages|apps)/[^/]+/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|coverage)/' },
    enhancedResolveOptions: {
      conditionNames: ['@cebao/source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
    combinedDependencies: false,
  },
};
