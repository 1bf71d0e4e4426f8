import { scratchVolumes, validateWritablePaths } from "../../../components/container-service/writable-paths";
import { ArgumentProblems } from "../../../components/shared/validation";

function problems(paths: readonly string[]): string[] {
  const found = new ArgumentProblems();
  validateWritablePaths(paths, found);
  return found.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("scratchVolumes", () => {
  it("gives each path a volume named after it", () => {
    expect(scratchVolumes(["/tmp", "/var/cache/nginx"], false)).toEqual([
      { name: "tmp", containerPath: "/tmp" },
      { name: "var-cache-nginx", containerPath: "/var/cache/nginx" },
    ]);
  });

  it("gives none where no path is writable", () => {
    expect(scratchVolumes([], false)).toEqual([]);
  });

  it("adds what ECS Exec writes to, each path once", () => {
    expect(scratchVolumes(["/tmp", "/managed-agents"], true).map((volume) => volume.containerPath)).toEqual([
      "/tmp",
      "/managed-agents",
      "/var/lib/amazon/ssm",
      "/var/log/amazon/ssm",
    ]);
  });
});

describe("validateWritablePaths", () => {
  it("accepts absolute paths, hidden folders too", () => {
    expect(problems(["/tmp", "/var/cache/nginx", "/home/node/.npm"])).toEqual([]);
  });

  it.each(["tmp", "/", "", "/tmp/", "/tmp/../etc", "/tmp:rw", "/a b"])("refuses %j", (path) => {
    expect(problems([path])).toEqual([expect.stringMatching(/^writablePaths\[0\]: must be an absolute path below/)]);
  });

  it("refuses two paths that would share a volume", () => {
    expect(problems(["/var/a", "/tmp", "/var-a"])).toEqual([
      'writablePaths[2]: "/var-a" gives the same volume name as "/var/a"; rename or remove one',
    ]);
    expect(problems(["/tmp", "/tmp"])).toHaveLength(1);
  });
});
