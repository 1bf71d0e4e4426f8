import { injectFault } from "../../localcloud/control-client";
import { policyArguments } from "../../cli/local/policy-pack";
import { projectRoot } from "../../tools/shared/project-root";
import { expectHidden } from "../support/hidden-values";
import { kinds, Rehearsal } from "../support/rehearsal";

const ROOT = projectRoot(__dirname);
const STACK = "development";

/**
 * Changes of an environment with the real engine that go wrong, or concern secrets, told in order: each test starts from the
 * deployed environment and leaves it deployed.
 */
describe("an environment that is changed", () => {
  let rehearsal: Rehearsal;
  let configuration: string;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    configuration = rehearsal.configuration(STACK);
    await rehearsal.succeed("stack", "init", STACK);
    await rehearsal.deploy(STACK);
  });

  afterAll(() => rehearsal.end());

  afterEach(() => {
    rehearsal.restore(STACK, configuration);
  });

  it("names the keys to look at where a registry refuses, without a stack trace", async () => {
    rehearsal.configure(STACK, ["proofpix:registryCredentials"], undefined);

    const { code, output } = await rehearsal.pulumi("preview", "--stack", STACK);
    expect(code).not.toBe(0);
    expect(output).toMatch(/error: the image "registry\.proofpix\.com.*401 Unauthorized.*proofpix:registryCredentials/);
    expect(output).not.toContain("grpc-js");
  });

  it("changes tags in place", async () => {
    rehearsal.configure(STACK, ["proofpix:tags", "CostCenter"], "elsewhere");

    const operations = new Set((await rehearsal.planned(STACK)).map(({ op }) => op));
    expect([...operations]).toEqual(["update"]);
  });

  it("recovers from a resource that AWS refused", async () => {
    rehearsal.configure(STACK, ["proofpix:services", 2], { name: "mailer", worker: true });
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "create", type: "aws:ecs/service:Service", how: "throttle" });

    const { code, output } = await rehearsal.up(STACK);
    expect(code).not.toBe(0);
    expect(output).toContain("api error ThrottlingException");
    await rehearsal.deploy(STACK);

    // The monitoring learns of the new service only now.
    expect(Object.keys(await rehearsal.changes(STACK)).sort()).toEqual(["create", "replace", "same", "update"]);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("moves services from the administrator's login to a role of their own, and back", async () => {
    rehearsal.configure(STACK, ["proofpix:services", 0, "migration", "serviceRole"], false);
    const back = kinds(await rehearsal.planned(STACK));
    expect(back).toContain("aws:secretsmanager/secret:Secret delete");
    await rehearsal.deploy(STACK);
    await rehearsal.expectNothingLostOrDoubled(STACK);

    rehearsal.restore(STACK, configuration);
    expect(kinds(await rehearsal.planned(STACK))).toEqual([
      "aws:ecs/service:Service update",
      "aws:ecs/taskDefinition:TaskDefinition replace",
      "aws:iam/rolePolicy:RolePolicy replace",
      "aws:secretsmanager/secret:Secret create",
      "aws:secretsmanager/secretRotation:SecretRotation create",
      "aws:secretsmanager/secretVersion:SecretVersion create",
      "proofpix:database-credentials:ServiceCredentials create",
      "proofpix:database-migration:MigrationRun update",
      "random:index/randomPassword:RandomPassword create",
    ]);
    await rehearsal.deploy(STACK);
    await rehearsal.expectNothingLostOrDoubled(STACK);
  });

  it("deploys the services that read a secret when its value changes, and shows the value to nobody", async () => {
    const [first, second] = ["planted-value-one", "planted-value-two"] as const;
    const setValue = (value: string) =>
      rehearsal.succeed("config", "set", "--secret", "proofpix-secrets:session-key", value, "--stack", STACK);
    rehearsal.configure(STACK, ["proofpix:services", 0, "secrets"], { SESSION_KEY: "session-key" });
    await setValue(first);
    await rehearsal.deploy(STACK);

    await setValue(second);
    expect(kinds(await rehearsal.planned(STACK))).toEqual([
      "aws:ecs/service:Service update",
      "aws:ecs/taskDefinition:TaskDefinition replace",
      "aws:secretsmanager/secretVersion:SecretVersion replace",
    ]);
    const { output } = await rehearsal.pulumi(
      ...["preview", "--diff", "--stack", STACK, ...policyArguments(ROOT, STACK)],
    );
    expect(output).toMatch(/secretString *: \[secret\]/);
    const { controlUrl } = await rehearsal.cloud();
    await injectFault(controlUrl, { operation: "update", type: "aws:ecs/service:Service", how: "throttle" });
    expect((await rehearsal.up(STACK)).code).not.toBe(0);
    await rehearsal.deploy(STACK);
    await rehearsal.succeed("refresh", "--yes", "--skip-preview", "--stack", STACK);
    await rehearsal.succeed("stack", "export", "--stack", STACK);

    await expectHidden(rehearsal, STACK, [first, second]);
  });
});
