import { LetThrough } from "../cloud/unchecked";
import { plant } from "../seed";
import type { SeededAccount } from "../seed/account";
import type { Route } from "./control-server";

/** Routes by which a command says what its rehearsal begins with, and what it lets through. */
export const REHEARSAL_ROUTES: Readonly<Record<string, Route>> = {
  "POST /seeds": ({ cloud }, _parameters, { account }) => plant(cloud.state, account as SeededAccount),
  "POST /unchecked": async ({ sets }, _parameters, { names }) => ({
    providers: await sets.serve(new LetThrough(names as readonly string[])),
  }),
  "POST /unchecked/end": ({ sets }, _parameters, { providers }) => sets.end(String(providers)),
};
