import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** What a folder may not import, so that dependencies point one way (docs/architecture.md). */
const IMPORT_DIRECTIONS = [
  {
    target: "./components",
    from: ["./stacks", "./automation", "./cli", "./localcloud", "./policies", "./tools", "./test"],
  },
  { target: "./components/shared", from: "./components", except: ["./shared"] },
  { target: "./automation", from: ["./cli", "./stacks", "./test"] },
  { target: "./policies", from: "./components", except: ["./shared"] },
  { target: "./policies", from: ["./stacks", "./automation", "./cli", "./localcloud", "./tools", "./test"] },
  { target: "./localcloud", from: "./components", except: ["./shared"] },
  { target: "./localcloud", from: ["./stacks", "./automation", "./cli", "./policies", "./test"] },
  { target: "./stacks", from: ["./automation", "./cli", "./localcloud", "./policies", "./test"] },
  { target: ["./components", "./automation", "./cli", "./localcloud", "./policies", "./tools"], from: "./stacks" },
].map((zone) => ({ ...zone, message: "imports run stacks → components → components/shared and cli → automation" }));

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
