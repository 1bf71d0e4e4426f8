import { forbidsReturn, irreversibleMigrations } from "../../../automation/rollback/forbids-return";

const MIGRATION = { command: ["node", "dist/migrate.js"], roleCommand: ["node", "dist/migration-role.js"] };
const service = (name: string, migration?: object) => ({ name, ...(migration !== undefined && { migration }) });

describe("a configuration forbids to go back past its release", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["without services", {}, []],
    ["with services that migrate nothing", { "proofpix:services": [service("enterprise")] }, []],
    ["with a migration that says nothing of it", { "proofpix:services": [service("enterprise", MIGRATION)] }, []],
    [
      "with one that can be gone back past",
      { "proofpix:services": [service("enterprise", { ...MIGRATION, irreversible: false })] },
      [],
    ],
    [
      "with one that can't",
      { "proofpix:services": [service("worker"), service("enterprise", { ...MIGRATION, irreversible: true })] },
      ["enterprise"],
    ],
    [
      "as Pulumi's history writes it",
      { "proofpix:services": JSON.stringify([service("enterprise", { ...MIGRATION, irreversible: true })]) },
      ["enterprise"],
    ],
    ["that is broken", { "proofpix:services": "[{" }, []],
    ["whose services are no list", { "proofpix:services": "enterprise" }, []],
    ["with a service that is none", { "proofpix:services": [null, "enterprise"] }, []],
  ])("%s", (_, configuration, services) => {
    expect(irreversibleMigrations(configuration)).toEqual(services);
    expect(forbidsReturn(configuration)).toBe(services.length > 0);
  });
});
