import { refuse } from "../../model/aws-error";
import { outputsOf } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { certificateReference, requireUsableCertificate } from "./certificates";
import { ENCRYPTED_PROTOCOLS } from "./protocols";

/** A certificate that a listener has already may be added again, and is then there once (API Reference, AddListenerCertificates). */
export const listenerCertificate: ResourceType = {
  type: "aws:lb/listenerCertificate:ListenerCertificate",
  replaceOnChanges: ["certificateArn", "listenerArn", "region"],
  references: [
    {
      input: "listenerArn",
      to: ["aws:lb/listener:Listener"],
      missing: { code: "ListenerNotFound", message: (id) => `One or more listeners not found: '${id}'` },
    },
    certificateReference,
  ],
  rules: [requireEncryptedListener, requireUsableCertificate],
  make: ({ inputs }) => ({
    id: `${text(inputs, "listenerArn") ?? ""}_${text(inputs, "certificateArn") ?? ""}`,
    computed: {},
  }),
};

function requireEncryptedListener({ inputs, cloud }: Operation): void {
  const listener = cloud.find("aws:lb/listener:Listener", text(inputs, "listenerArn") ?? "");
  const protocol = listener === undefined ? "" : (text(outputsOf(listener), "protocol") ?? "");
  if (ENCRYPTED_PROTOCOLS.includes(protocol)) return;
  refuse("ValidationError", `A certificate cannot be specified for ${protocol} listeners`, "listenerArn");
}
