package org.xraystream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xraystream.benchmarks.LagSampler.Sample;
import org.xraystream.benchmarks.ScaleOutReport.Event;
import org.xraystream.benchmarks.ScaleOutReport.Rows;

final class ScaleOutReportTest {
    @Test
    void isExactWhereEachImageHasOneResultOnTheTopicsAndInTheDatabase() throws Exception {
        assertThat(report(0, 0, new Rows(3, 1, 4)).isExact()).isTrue();
        assertThat(report(1, 0, new Rows(3, 1, 4)).isExact()).isFalse();
        assertThat(report(0, 1, new Rows(3, 1, 4)).isExact()).isFalse();
        assertThat(report(0, 0, new Rows(3, 0, 3)).isExact()).isFalse();
        assertThat(report(0, 0, new Rows(4, 1, 4)).isExact()).isFalse();
    }

    @Test
    void theChartLeavesOutTheLagThatTheBrokersDidNotTell() throws Exception {
        String svg = new ScaleOutChart(report(0, 0, new Rows(3, 1, 4))).svg();

        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(pointsOfLine(chart, 0)).isEqualTo(3);
        assertThat(pointsOfLine(chart, 2)).isEqualTo(2);
        assertThat(svg).contains("broker killed");
    }

    private static int pointsOfLine(Document chart, int line) {
        Element polyline = (Element) chart.getElementsByTagName("polyline").item(line);
        return polyline.getAttribute("points").split(" ").length;
    }

    private static ScaleOutReport report(long missing, long doubled, Rows rows) throws Exception {
        return new ScaleOutReport(
                Machine.here(),
                60,
                4,
                missing,
                doubled,
                rows,
                List.of(new Event(1.5, "broker killed")),
                List.of(new Sample(0, 0, 0, 0), new Sample(1, 2, 1, -1), new Sample(2, 4, 4, 2)));
    }
}
