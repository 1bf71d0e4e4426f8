import { SECRET_NAME } from "../../../../components/application-secrets/validate";
import { WHOLE_VALUE_FROM } from "../../../../components/shared/secrets";

/** A declared secret by its name, or any by its ARN. */
export const SECRET_SOURCE_KEY = new RegExp(`${SECRET_NAME.source}|${WHOLE_VALUE_FROM.source}`);
