import { RESOURCE_TYPES } from "../../../localcloud/services";

/** Messages of references and of unique inputs; the cloud itself appends the inputs at fault. */
const MESSAGES = RESOURCE_TYPES.flatMap(({ type, unique, references = [] }) => [
  ...(unique === undefined ? [] : [{ type, message: unique.message("web") }]),
  ...references.flatMap(({ missing, inUse }) =>
    [missing, ...(inUse === undefined ? [] : [inUse])].map((refusal) => ({ type, message: refusal.message("web") })),
  ),
]);

it("leaves it to the cloud to name the inputs at fault", () => {
  const appending = MESSAGES.filter(({ message }) => / \([a-z][\w.[\]]*(?:, [a-z][\w.[\]]*)*\)$/i.test(message));

  expect(appending).toEqual([]);
});
