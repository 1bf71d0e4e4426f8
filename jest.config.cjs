// Environments that tests deploy run nothing, unless a test asks for it.
process.env.LOCALCLOUD_RUN ??= "no";
// AWS's SDK says in each worker that it will leave Node 20 in 2027.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What `npm test` leaves to `npm run test:long`. */
const LONG = "\\.long\\.test\\.ts$";

/** @type {import("jest").Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: "<rootDir>/test/support/jest/environment.cjs",
  runtime: "<rootDir>/test/support/jest/runtime.cjs",
  transform: { "^.+\\.[cm]?ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/policies/dist/", "<rootDir>/.local/"],
  setupFilesAfterEnv: ["<rootDir>/test/support/patience.ts"],
};

/** @type {import("jest").Config} */
module.exports = {
  testSequencer: "<rootDir>/test/support/jest/sequencer.cjs",
  maxWorkers: "100%", // by itself, jest leaves one core idle, which is half of a small machine
  // A worker that holds all packages takes longer than jest's half second to give its memory back on a busy machine. One
  // that something keeps alive is told of after this, too.
  workerGracefulExitTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["/test/lifecycle/", LONG],
    },
    {
      ...common,
      displayName: "lifecycle",
      testMatch: ["<rootDir>/test/lifecycle/**/*.test.ts"],
      testPathIgnorePatterns: [LONG],
    },
    {
      ...common,
      displayName: "long",
      testMatch: ["<rootDir>/test/**/*.long.test.ts"],
    },
  ],
};
