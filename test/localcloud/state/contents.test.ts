import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Contents } from "../../../localcloud/state/contents";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { namedContents, storedVersion, versionsIn } from "../../../localcloud/services/s3/object-version";
import { temporaryDirectory } from "../../support/temporary-directory";

const VERSION = {
  bucket: "photos",
  key: "a",
  isDeleteMarker: false,
  at: 0,
  size: 5,
  etag: "",
  described: {},
  metadata: {},
};

describe("contents on disk", () => {
  it("are read as they were written, by this user alone, until they are removed", () => {
    const directory = temporaryDirectory();
    const contents = Contents.open(join(directory, "objects"), new Set());
    const id = contents.write(Buffer.from([0, 255]));

    expect(contents.read(id)).toEqual(Buffer.from([0, 255]));
    expect(statSync(join(directory, "objects", id)).mode & 0o777).toBe(0o600);
    contents.remove(id);
    contents.remove(id);
    expect(() => contents.read(id)).toThrow("ENOENT");
  });

  it("outlive a process that is killed as far as the journal names them, and no further", () => {
    const directory = temporaryDirectory();
    const state = CloudState.open(join(directory, "state"));
    const contents = Contents.open(join(directory, "objects"), namedContents(state));
    const contentId = contents.write(Buffer.from("kept!"));
    state.put(storedVersion({ ...VERSION, versionId: "1", contentId }, "eu-west-1"));
    contents.write(Buffer.from("the process is killed before the journal has it"));

    const state2 = CloudState.open(join(directory, "state"));
    const contents2 = Contents.open(join(directory, "objects"), namedContents(state2));

    expect(versionsIn("photos", state2)).toMatchObject([{ versionId: "1", contentId }]);
    expect(contents2.read(contentId).toString()).toBe("kept!");
    expect(readdirSync(join(directory, "objects"))).toEqual([contentId]);
    state.close();
    state2.close();
  });
});

it("the state tells nobody of what is in buckets, since nothing that behaves looks at it", () => {
  const state = CloudState.inMemory();
  let told = 0;
  state.onChange(() => (told += 1));
  const version = storedVersion({ ...VERSION, versionId: "1" }, "eu-west-1");
  state.put(version);
  state.exchange([version], []);
  expect(told).toBe(0);
  state.put({ ...version, type: "aws:s3/bucket:Bucket" });
  expect(told).toBe(1);
});
