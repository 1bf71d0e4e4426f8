import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * What each folder may import beside itself and packages; `bench`, `monitor` and `test` may import everything. docs/architecture.md
 * has the table of folders, and says why dependencies point one way.
 */
const MAY_IMPORT = {
  components: [],
  "components/shared": [],
  costs: [],
  policies: ["costs", "components/shared"],
  stacks: ["components", "tools"],
  "stacks/configuration": ["components/shared", "tools"],
  "stacks/environment": ["components", "stacks/configuration", "tools"],
  "stacks/bootstrap": ["components", "stacks/configuration", "tools"],
  localcloud: ["components/shared", "components/capacity-sizing", "tools"],
  "localcloud/model": ["components/shared"],
  "localcloud/limits": ["components/shared", "localcloud/model", "localcloud/generated", "tools"],
  "localcloud/state": ["localcloud/model", "tools"],
  "localcloud/services": ["localcloud/model", "localcloud/limits", "components/shared", "tools"],
  "localcloud/behaviour": [
    ...["localcloud/model", "localcloud/services", "localcloud/state"],
    ...["components/shared", "components/capacity-sizing", "tools"],
  ],
  "localcloud/dataplane": [
    "localcloud/behaviour/model",
    "localcloud/model",
    "localcloud/services",
    "components/shared",
  ],
  "localcloud/load": [],
  "localcloud/runtimes": [
    "localcloud/behaviour/clock",
    "localcloud/behaviour/model",
    "localcloud/model",
    "localcloud/services",
    "localcloud/state",
    "components/shared",
    "tools",
  ],
  "localcloud/cloud": ["localcloud/model", "localcloud/limits", "localcloud/state"],
  simulation: ["localcloud", "components/shared", "tools"],
  automation: ["costs", "components/shared", "stacks/configuration", "tools"],
  service: ["automation", "costs", "components/shared", "stacks/configuration", "tools"],
  ci: ["automation", "costs", "components/shared", "tools"],
  cli: [
    ...["automation", "ci", "costs", "localcloud", "service", "simulation"],
    ...["components/shared", "tools", "package.json"],
  ],
  tools: [],
  examples: [],
};

const IMPORT_DIRECTIONS = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  target: `./${folder}`,
  from: ".",
  except: ["node_modules", folder, ...others].map((allowed) => `./${allowed}`),
  message: "what a folder may import is in eslint.config.mjs and docs/architecture.md",
}));

export default tseslint.config(
  { ignores: ["**/dist/", "node_modules/", ".local/", "coverage/", "**/generated/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".mjs", ".js", ".json"] } } },
    rules: {
      complexity: ["error", 8],
      eqeqeq: "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "import-x/no-restricted-paths": ["error", { zones: IMPORT_DIRECTIONS }],
      "@typescript-eslint/consistent-type-imports": "error",
      // A resource or component registers itself when constructed; nothing has to hold it.
      "no-new": "off",
      // These two took a third of the linter's time. There is no enumeration here, and the compiler tells classes with private
      // members from objects that look like them.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ["policies/main.cjs"], // how this repository starts the pack; what is published has an entry of its own
    rules: { "import-x/no-restricted-paths": "off" },
  },
  {
    files: ["test/**", "bench/**"],
    rules: { "max-lines-per-function": "off", "max-lines": ["error", 400] },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
