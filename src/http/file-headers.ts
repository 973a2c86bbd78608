/** Of an answer that is saved and not shown. */
export function fileHeaders(type: string, name: string) {
  return { "content-type": `${type}; charset=utf-8`, "content-disposition": `attachment; filename="${name}"` };
}
