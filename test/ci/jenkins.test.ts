import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatedFiles } from "../../ci/generated";
import { EXPECTED_JOBS, sorted, type Started } from "./support/expected-jobs";
import { canRunGroovy, type JenkinsBuild, jenkinsBuilds, type JenkinsSituation } from "./support/jenkins";

const FILE = join(__dirname, "..", "..", "Jenkinsfile");

/** Variables of a multibranch project (Pipeline: Multibranch, "Environment variables"). */
const SITUATIONS: Readonly<Record<Started, JenkinsSituation>> = {
  "a pull request": { env: { BRANCH_NAME: "PR-7", CHANGE_ID: "7" } },
  "a fork's pull request": { env: { BRANCH_NAME: "PR-8", CHANGE_ID: "8", CHANGE_FORK: "somebody" } },
  "a merge into the main branch": { env: { BRANCH_NAME: "main", AWS_DEPLOY_ROLE_PRODUCTION: "arn:deploy-production" } },
  "the time of day": { env: { BRANCH_NAME: "main" }, cause: "TimerTrigger" },
};

// Groovy reads the file as Jenkins does, where it is installed; CI installs it.
const where = canRunGroovy() ? describe : describe.skip;

where("Jenkins's pipeline", () => {
  const names = Object.keys(SITUATIONS) as Started[];
  let builds: Readonly<Record<Started, JenkinsBuild>>;
  let onBranch: JenkinsBuild;

  beforeAll(() => {
    const all = jenkinsBuilds(FILE, [...Object.values(SITUATIONS), { env: { BRANCH_NAME: "feature" } }]);
    builds = Object.fromEntries(names.map((name, place) => [name, all[place]])) as unknown as typeof builds;
    onBranch = all[names.length] as JenkinsBuild;
  });

  const stageOf = (started: Started, name: string) => builds[started].stages.find((stage) => stage.name === name);

  it.each(names)("starts for %s what belongs to it", (started) => {
    const run = builds[started].stages.filter(({ runs }) => runs).map(({ name }) => name);

    expect(sorted(run)).toEqual(sorted(EXPECTED_JOBS[started]));
  });

  it("starts nothing for another branch, neither by a push nor by the time", () => {
    expect(onBranch.stages.filter(({ runs }) => runs)).toEqual([]);
    expect([onBranch.cron, builds["the time of day"].cron]).toEqual(["", "TZ=UTC\n17 5 * * *"]);
  });

  it("deploys in the order of the environments, each alone on its stack", () => {
    const deployments = builds["a merge into the main branch"].stages.filter(({ name }) => name.startsWith("deploy-"));

    expect(deployments.map(({ name }) => name)).toEqual(["deploy-development", "deploy-staging", "deploy-production"]);
    expect(deployments.map(({ steps }) => steps.slice(1))).toEqual(
      ["development", "staging", "production"].map((environment, place) => {
        const lock = `lock proofpix-stack-${environment}`;
        const limit = `${lock} > timeout 60 MINUTES`;
        const deploy = `sh npm run deploy -- ${environment} --aws`;
        return [
          `${lock} > milestone ${place + 1}`,
          `${limit} > sh npm ci`,
          `${limit} > credentials file aws-deploy-${environment} > ${deploy}`,
        ];
      }),
    );
  });

  it("waits for an approver before production alone, with its role", () => {
    const asked = builds["a merge into the main branch"].stages.filter(({ input }) => input !== undefined);

    expect(asked.map(({ name, input }) => [name, input?.submitter])).toEqual([
      ["deploy-production", "proofpix-approvers"],
    ]);
    expect(asked[0]?.environment.AWS_ROLE_ARN).toBe("arn:deploy-production");
  });

  it("looks for drift alone on the stack, and with the role that looks for it", () => {
    expect(stageOf("the time of day", "drift-staging")?.steps.at(-1)).toBe(
      "lock proofpix-stack-staging > timeout 30 MINUTES > credentials file aws-drift-staging > sh npm run drift -- staging --aws",
    );
  });

  it("keeps what a preview found, also where it failed, for the comment", () => {
    expect(stageOf("a pull request", "preview-production")?.steps.slice(1)).toEqual([
      "catchError > timeout 30 MINUTES > sh npm ci",
      "catchError > timeout 30 MINUTES > credentials file aws-preview-production > sh npm run comment -- preview production --aws",
      "stash preview-production: .local/previews/production.json",
    ]);
    expect(stageOf("a pull request", "comment")?.steps).toContain("unstash preview-production");
  });

  it("is refused where it isn't a pipeline", () => {
    const directory = mkdtempSync(join(tmpdir(), "proofpix-jenkins-"));
    const broken = join(directory, "Jenkinsfile");
    const refusalOf = (text: string) => {
      writeFileSync(broken, text);
      return () => jenkinsBuilds(broken, [{ env: {} }]);
    };
    const text = generatedFiles().Jenkinsfile ?? "";

    expect(refusalOf(text.replace("milestone 1", "milestones 1"))).toThrow("milestones isn't allowed here");
    expect(refusalOf(text.slice(0, -3))).toThrow(/startup failed|unexpected/);
    rmSync(directory, { recursive: true });
  });
});
