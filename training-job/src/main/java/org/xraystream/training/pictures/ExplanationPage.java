package org.xraystream.training.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xraystream.model.ChannelStack;
import org.xraystream.model.Decision;
import org.xraystream.model.Reading;
import org.xraystream.training.explain.Explanation;
import org.xraystream.training.explain.Occlusion;

/** How a model came to its reading, as a page with its pictures inside, and the same pictures as files. */
public final class ExplanationPage {
    public static final String PAGE = "explanation.html";

    private static final String HEAT = "linear-gradient(90deg,transparent,rgb(255 128 0/28%),rgb(255 0 0/55%)),#777";
    private static final String OCCLUSION = "linear-gradient(90deg,#2166aca6,transparent,#b2182ba6),#777";

    private static final String LIMITS = """
            <p>These pictures show what the network used, not where disease is. Such maps find disease less well than \
            radiologists do (Saporta et al. 2022): a map beside the disease may go with a right finding, and a map on \
            it with a wrong one. Look for what should not matter: a marker, a tube, an edge of the film, a shoulder. \
            A covered patch is itself something that the network has never seen, and two places that say the same \
            hide each other: covering one of them changes nothing.</p>
            """;

    private static final String SOURCES = """
            <h2>Sources</h2>
            <ul class="soft">
            <li>Heat map: class activation map, Zhou et al., Learning deep features for discriminative localization, \
            CVPR 2016.</li>
            <li>Occlusion: Zeiler and Fergus, Visualizing and understanding convolutional networks, ECCV 2014.</li>
            <li>Shuffled last layer: Adebayo et al., Sanity checks for saliency maps, NeurIPS 2018.</li>
            <li>Limits: Saporta et al., Benchmarking saliency methods for chest X-ray interpretation, Nature Machine \
            Intelligence 4 (2022).</li>
            </ul>
            """;

    private final String file;
    private final Explanation explanation;
    private final ExplanationPictures pictures;

    /**
     * Draws all pictures.
     *
     * @param file name of the film, for the title
     */
    public ExplanationPage(String file, Explanation explanation) {
        this.file = file;
        this.explanation = explanation;
        this.pictures = new ExplanationPictures(explanation);
    }

    /**
     * Writes the pictures and then {@value #PAGE}.
     *
     * @return the files' names
     */
    public List<String> write(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : pictures.names()) {
            Files.write(folder.resolve(name), pictures.png(name));
            names.add(name);
        }
        Files.writeString(folder.resolve(PAGE), html(), StandardCharsets.UTF_8);
        names.add(PAGE);
        return List.copyOf(names);
    }

    private String html() {
        return Html.page(
                "How " + file + " was read",
                reading() + views() + LIMITS + sanityCheck() + input() + filters() + activations() + SOURCES);
    }

    private String reading() {
        Reading reading = explanation.reading();
        Decision decision = explanation.model().decision();
        return """
                <p class="finding"><strong>%s</strong>%s, probability of pneumonia <strong>%s</strong></p>
                <p class="soft">%s %s, calibrated. Below %s a finding is normal, from %s on it is pneumonia, between \
                them a radiologist must decide.</p>
                """.formatted(
                        reading.finding(),
                        why(reading),
                        Html.number(reading.probability()),
                        Html.escaped(explanation.model().id()),
                        Html.escaped(explanation.model().version()),
                        Html.number(decision.uncertainLow()),
                        Html.number(decision.uncertainHigh()));
    }

    private static String why(Reading reading) {
        return reading.reason()
                .<Enum<?>>map(reason -> reason)
                .or(() -> reading.assessment().rejection())
                .map(reason -> " (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                .orElse("");
    }

    private String views() {
        Occlusion covering = explanation.occlusion();
        String range = String.format(Locale.ROOT, "%.1f", pictures.occlusionRange());
        return "<h2>Where on the film</h2>\n<div class=\"views\">\n"
                + figure("film.png", "The film", "As it was given.", "")
                + figure(
                        "heat-map.png",
                        "Heat map",
                        "Where the network's evidence for pneumonia comes from, in the cells of its last stage. Evidence"
                                + " against pneumonia is not tinted.",
                        legend("none", HEAT, "strongest of this film"))
                + figure(
                        "occlusion.png",
                        "Occlusion sensitivity",
                        ("What changes when a patch of %d × %d pixels is covered with the film's mean grey, every %d"
                                        + " × %d pixels of the %d × %d that the network sees. Red speaks for pneumonia: covered,"
                                        + " its odds fall. Blue speaks against it. %s")
                                .formatted(
                                        covering.patchWidth(),
                                        covering.patchHeight(),
                                        covering.strideX(),
                                        covering.strideY(),
                                        covering.width(),
                                        covering.height(),
                                        largestFall(covering.largestFall())),
                        legend("odds rise", OCCLUSION, "fall by " + range + " (log odds)"))
                + "</div>\n";
    }

    private String largestFall(Occlusion.Patch patch) {
        return patch.fall() <= 0
                ? "No patch makes the probability fall."
                : "The patch that matters most takes the probability from %s to %s."
                        .formatted(Html.number(explanation.reading().probability()), Html.number(patch.probability()));
    }

    private String sanityCheck() {
        return explanation
                .shuffledHead()
                .map(check -> """
                        <h2>Does the heat map depend on what the model learnt?</h2>
                        <p>With the weights of its last layer in another order, the network has forgotten what speaks \
                        for pneumonia. The correlation of its map with the heat map is <strong>%s</strong> in the \
                        median of %d orders, and between %s and %s in nine of ten. The lower and the wider spread, the \
                        more the heat map depends on what was learnt; were nearly all near 1, any map of this film would \
                        look alike, and it should not be believed.</p>
                        """.formatted(
                                correlation(check.median()),
                                check.shuffles(),
                                correlation(check.low()),
                                correlation(check.high())))
                .orElse("");
    }

    private static String correlation(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }

    private String input() {
        Occlusion covering = explanation.occlusion();
        return "<h2>What the network sees</h2>\n"
                + figure(
                        "input.png",
                        "%d × %d pixels".formatted(covering.width(), covering.height()),
                        "Whatever the film's shape and size. Its grey levels are stretched, so that exposure does not matter.",
                        "");
    }

    private String filters() {
        ChannelStack stack = explanation.filters();
        return "<h2>What the first layer looks for</h2>\n"
                + figure(
                        "filters.png",
                        "%d filters of %d × %d pixels".formatted(stack.channels(), stack.width(), stack.height()),
                        "Each on its own scale about 0. A filter answers where bright pixels meet red and dark ones meet"
                                + " blue: edges, spots, even areas." + channels(pictures.filters(), stack),
                        legend("negative", ColourScale.BLUE_WHITE_RED.css(), "positive"));
    }

    private String activations() {
        StringBuilder html = new StringBuilder("""
                <h2>What each stage makes of the film</h2>
                <p>Every tile is one channel over the whole film, on its own scale; beside each other are those that \
                vary most. Early stages keep edges and shades, later ones answer to larger and less obvious patterns \
                on fewer cells. That a channel is bright says that it answers there, not that it speaks for \
                pneumonia.</p>
                """);
        pictures.stages()
                .forEach((stage, grid) -> html.append(figure(
                        ExplanationPictures.name(stage),
                        "%s: %d channels of %d × %d cells"
                                .formatted(stage.name(), stage.channels(), stage.width(), stage.height()),
                        channels(grid, stage),
                        legend("least", ColourScale.VIRIDIS.css(), "most"))));
        return html.toString();
    }

    private static String channels(ChannelGrid grid, ChannelStack stack) {
        return (grid.silent() == 0 ? "" : " %d of %d do not answer at all.".formatted(grid.silent(), stack.channels()))
                + (grid.shown().size() == stack.channels()
                        ? ""
                        : " Shown, row by row: %s."
                                .formatted(grid.shown().toString().replaceAll("[\\[\\]]", "")));
    }

    private String figure(String picture, String title, String text, String legend) {
        return "<figure><img alt=\"%1$s\" src=\"%2$s\"><figcaption><strong>%1$s</strong>%4$s%3$s</figcaption></figure>%n"
                .formatted(
                        Html.escaped(title),
                        Html.embedded(pictures.png(picture)),
                        text,
                        legend.isEmpty() ? "<br>" : legend);
    }

    private static String legend(String from, String colours, String to) {
        return "<span class=\"scale\">%s<i style=\"background:%s\"></i>%s</span>".formatted(from, colours, to);
    }
}
