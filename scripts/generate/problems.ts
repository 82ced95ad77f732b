/** What is wrong with the data, each with its file and row. */
export class Problems {
  readonly messages: string[] = [];

  /** @param where file and row, as `tables/personal.yaml app.open` */
  add(where: string, message: string): void {
    this.messages.push(`${where}: ${message}`);
  }
}
