import { decodeBody } from "../body/format";
import { buildTopology } from "../body/topology";
import type { Workbench } from "./store";

/** Fetches the body and the vocabulary side by side; each is shown as soon as it is there. */
export async function load(workbench: Workbench, bodyAddress: string): Promise<void> {
  const body = async () => {
    workbench.body = decodeBody(await workbench.api.body(bodyAddress));
    workbench.topology = buildTopology(workbench.body);
    workbench.tell("data");
  };
  const vocabulary = async () => {
    workbench.vocabulary = await workbench.api.vocabulary();
    workbench.tell("data");
  };
  try {
    await Promise.all([body(), vocabulary()]);
    workbench.tell("case");
  } catch (error) {
    workbench.report(error);
  }
}
