package org.xraystream.training.pictures;

import java.util.List;

/** Films beside each other, with what they are and what was said of them. */
final class Gallery {
    /** Must stand beside every gallery: the films are the data set's, not ours. */
    static final String NOTICE =
            "The pictures are films of the data set. Do not publish this page without the attribution that the data"
                    + " set's licence asks for.";

    private Gallery() {}

    static String html(List<Mistake> mistakes) {
        StringBuilder html = new StringBuilder("<div class=\"gallery\">\n");
        for (Mistake mistake : mistakes) {
            String label = mistake.pneumonia() ? "Pneumonia" : "Normal";
            html.append("<figure>%s<figcaption><strong>%s</strong>, %s<br><small>%s</small></figcaption></figure>%n"
                    .formatted(picture(mistake), label, Html.escaped(mistake.said()), Html.escaped(mistake.file())));
        }
        return html.append("</div>\n").toString();
    }

    private static String picture(Mistake mistake) {
        return mistake.film() == null
                ? ""
                : "<img alt=\"Radiograph\" src=\"%s\">".formatted(Html.embedded(Png.of(mistake.film())));
    }
}
