// Sources are ES modules; jest runs them as CommonJS, which swc makes of them, packages that ship only ES modules included.
const esmOnly = ["zod-openapi", "@pydantic/genai-prices", "@actions/workflow-parser", "@actions/expressions"];
// Imports dynamically, which jest's CommonJS can't unless swc has made something else of it.
const importsDynamically = ["@opentelemetry/otlp-exporter-base"];
const swc = [
  "@swc/jest",
  { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];

export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test", "<rootDir>/examples"],
  // The sources, not what was built of them some time ago.
  moduleNameMapper: {
    "^@aigateway/cdktf$": "<rootDir>/cdktf-bindings/src/index.ts",
    "^@aigateway/cdktf/testing$": "<rootDir>/cdktf-bindings/src/testing/index.ts",
    // Their package.json names them for `import` only.
    "^@actions/(workflow-parser|expressions)$": "<rootDir>/node_modules/@actions/$1/dist/index.js",
    "^@actions/(workflow-parser|expressions)/(.+?)(\\.js)?$": "<rootDir>/node_modules/@actions/$1/dist/$2.js",
  },
  transform: { "\\.[cm]?[jt]s$": swc },
  transformIgnorePatterns: [
    `/node_modules/(?!(${[...esmOnly, ...importsDynamically].join("|")})/)`,
    "<rootDir>/[a-z-]+/dist/",
  ],
  modulePathIgnorePatterns: ["<rootDir>/.*/dist/"],
  // Each service that a test starts is held to its OpenAPI document, and its log to hold no secret.
  setupFilesAfterEnv: ["<rootDir>/test/support/check-services.ts"],
  testTimeout: 60_000,
  // Most tests wait for processes that they have started: jest would leave a core idle.
  maxWorkers: "100%",
};
