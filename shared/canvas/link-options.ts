import { isJsonList, type JsonValue } from "./json.ts";

/** A group has no one result to call back with. */
export const LINK_ON_GROUP = "Cannot add link to group: use a chord";

/** `options.link` and `options.link_error` hold one signature or a list of them: as a list. */
export function listOption(option: JsonValue | undefined): readonly JsonValue[] {
  if (option === undefined || option === null) {
    return [];
  }
  return isJsonList(option) ? option : [option];
}
