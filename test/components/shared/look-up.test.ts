import * as pulumi from "@pulumi/pulumi";
import { lookUp } from "../../../components/shared/look-up";

const REMEDY = "check reference";

function refused(error: unknown): Promise<unknown> {
  return lookUp(Promise.reject(error as Error), 'the image "a"', REMEDY).catch((each: unknown) => each);
}

describe("lookUp", () => {
  it("gives the result", async () => {
    expect(await lookUp(Promise.resolve(7), "a number", REMEDY)).toBe(7);
  });

  it.each([
    new Error("invocation of docker:index/getRegistryImage:getRegistryImage returned an error: 401 Unauthorized"),
    new Error("401 Unauthorized"),
    "401 Unauthorized",
  ])("says what was looked up, what the provider said and what mends it (%s)", async (error) => {
    expect(await refused(error)).toMatchObject({
      message: `the image "a" can't be found: 401 Unauthorized; ${REMEDY}`,
    });
  });

  it("is shown without a stack trace and without the properties that it passed through", async () => {
    const error = await refused(new Error("401"));
    if (!pulumi.RunError.isInstance(error)) throw new Error("expected an error that the engine shows alone");
    error.message = `error serializing property "containerDefinitions": ${error.message}`;

    expect(error.message).toBe(`the image "a" can't be found: 401; ${REMEDY}`);
  });
});
