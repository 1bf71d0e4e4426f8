import { originOf } from "../../../automation/audit";

const GITHUB = {
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "proofpix/infrastructure",
  GITHUB_RUN_ID: "42",
};

it.each([
  ["GitHub Actions", GITHUB, "https://github.com/proofpix/infrastructure/actions/runs/42"],
  [
    "GitHub Actions, started again",
    { ...GITHUB, GITHUB_RUN_ATTEMPT: "2" },
    "https://github.com/proofpix/infrastructure/actions/runs/42/attempts/2",
  ],
  ["GitLab", { CI_JOB_URL: "https://gitlab.com/proofpix/-/jobs/7" }, "https://gitlab.com/proofpix/-/jobs/7"],
  ["Jenkins", { BUILD_URL: "https://ci/job/deploy/9/" }, "https://ci/job/deploy/9/"],
])("names the run of %s", (_, variables, run) => {
  expect(originOf(variables, "runner")).toEqual({ host: "runner", run });
});

it("names the machine alone where nothing runs that job", () => {
  expect(originOf({ CI_JOB_URL: "", GITHUB_RUN_ID: "42" }, "laptop")).toEqual({ host: "laptop" });
});
