package org.xraystream.training.gate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xraystream.training.data.Film;

/** Which groups a film belongs to, by any rule: its cause, its source, its machine. Thread-safe. */
@FunctionalInterface
public interface FilmGroups {
    /** The names of the film's groups; none where nothing is known. */
    List<String> of(Film film);

    /** The cause that the names of the paediatric chest X-ray set tell: {@code person1_bacteria_2.jpeg}. */
    static FilmGroups byCause() {
        Pattern cause = Pattern.compile("person\\d+_(bacteria|virus)_.*");
        return film -> {
            Matcher name = cause.matcher(film.file().path().getFileName().toString());
            return name.matches() ? List.of(name.group(1)) : List.of();
        };
    }
}
