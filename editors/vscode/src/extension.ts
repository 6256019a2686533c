/** Starts `copylint lsp` and connects it to VS Code; everything else is the server's. */

import { commands, ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

/** The languages of VS Code that hold copy. The server leaves out files that it does not read. */
const LANGUAGES = [
  "plaintext", "markdown", "html", "json", "jsonc", "yaml", "handlebars", "liquid", "twig",
  "jinja", "jinja-html", "django-html", "blade", "erb", "ejs",
];

const SETTINGS = ["**/copylint.toml", "**/pyproject.toml"];

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("copylint.restart", restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("copylint")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("copylint");
  const command = settings.get("command", "copylint");
  const server: ServerOptions = { command, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      ...LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      ...SETTINGS.map((pattern) => ({ scheme: "file", pattern })),
    ],
    initializationOptions: {
      uiLanguage: settings.get("uiLanguage", ""),
      rulePages: settings.get("rulePages", ""),
    },
  };
  client = new LanguageClient("copylint", "copylint", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await window.showErrorMessage(
      `copylint did not start (${command}): ${String(error)}`,
      "Open settings",
    );
    if (choice !== undefined) {
      await commands.executeCommand("workbench.action.openSettings", "copylint.command");
    }
  }
}
