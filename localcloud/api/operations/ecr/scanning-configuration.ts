import { objects, type Properties } from "../../../model/values";
import { SCANNING_CONFIGURATION, scanningConfigurationIn } from "../../../services/ecr/registry-scanning-configuration";
import { type ApiCall, type ApiContext, type ApiOperation, reading, type ServiceOperations } from "../../operation";

/** Amazon ECR API Reference, PutRegistryScanningConfiguration. */
const putRegistryScanningConfiguration: ApiOperation = (call, context) => {
  const { scanType = "BASIC", rules = [] } = call.input;
  const inputs = { scanType, rules };
  const resource = scanningConfigurationIn(call.region, context.cloud);
  return {
    effects: [
      resource === undefined
        ? { kind: "create", type: SCANNING_CONFIGURATION, inputs }
        : { kind: "update", resource, inputs },
    ],
    output: () => ({ registryScanningConfiguration: configurationForm(call, context) }),
  };
};

/** Amazon ECR API Reference, GetRegistryScanningConfiguration and PutRegistryScanningConfiguration. */
export const scanningConfigurationOperations: ServiceOperations = {
  GetRegistryScanningConfiguration: reading((call, context) => ({
    registryId: context.cloud.accountId,
    scanningConfiguration: configurationForm(call, context),
  })),
  PutRegistryScanningConfiguration: putRegistryScanningConfiguration,
};

/** Without a configuration images are scanned basically, as their repositories say. */
function configurationForm({ region }: ApiCall, { cloud }: ApiContext): Properties {
  const inputs: Properties = scanningConfigurationIn(region, cloud)?.inputs ?? {};
  return { scanType: inputs.scanType ?? "BASIC", rules: objects(inputs, "rules") };
}
