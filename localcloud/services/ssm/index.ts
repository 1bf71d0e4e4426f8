import { getParameter } from "./get-parameter";

export const SSM_FUNCTIONS = [getParameter];
