package io.matrixplatform.api.platform.problems;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue as a page. Everything on it is ours: no word of a request gets there. */
final class ProblemPage {
    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Matrix API</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/docs/problems.css">
        </head>
        <body>
        <nav><a href="/docs/">API</a> <a href="/problems">Problems</a></nav>
        <main>
        <h1>%1$s</h1>
        <table>
        <thead><tr><th scope="col">Status</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
        <tbody>
        %2$s
        </tbody>
        </table>
        </main>
        </body>
        </html>
        """;

    private ProblemPage() {}

    static String of(String title, List<ProblemResource.Explanation> shown) {
        return PAGE.formatted(title, shown.stream().map(ProblemPage::row).collect(Collectors.joining("\n")));
    }

    private static String row(ProblemResource.Explanation problem) {
        return "<tr><td>%d</td><td><a href=\"%s\"><code>%s</code></a></td><td>%s</td></tr>"
                .formatted(
                        problem.status(),
                        problem.type(),
                        problem.type().substring("/problems/".length()),
                        problem.title());
    }
}
