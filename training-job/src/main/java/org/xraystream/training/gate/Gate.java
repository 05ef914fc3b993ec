package org.xraystream.training.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xraystream.model.Classifier;
import org.xraystream.model.Decision;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.net.Precision;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Evaluation;

/**
 * Judges whether a candidate may take a champion's place: both read the same films as they are deployed, in float32,
 * and the candidate must be shown not to be worse by more than the rules allow.
 *
 * <p>Every criterion must hold for the candidate to pass, each at a one-sided error of 2.5 %: a test of the union of
 * all ways to be worse by the intersection of all tests (Berger 1982), so that the chance that a candidate passes which
 * is worse in any one of them beyond the margin is at most 2.5 % however many they are.
 */
public final class Gate {
    private final ModelPackage champion;
    private final ModelPackage candidate;
    private final GateData data;
    private final GateRules rules;
    private final String digest;
    private final Criteria criteria;

    private Gate(ModelPackage champion, ModelPackage candidate, GateData data, GateRules rules) {
        this.champion = champion;
        this.candidate = candidate;
        this.data = data;
        this.rules = rules;
        this.digest = GoldSet.digest(data.gold());
        this.criteria = new Criteria(rules);
    }

    /**
     * Judges a candidate. What is wrong with it, up to weights that cannot be loaded, is a verdict and no exception.
     *
     * @param listener told after each film
     * @throws ModelPackageException if the champion cannot be loaded or gives no usable answers
     * @throws IllegalArgumentException if there is no gold film
     */
    public static GateReport judge(
            ModelPackage champion, ModelPackage candidate, GateData data, GateRules rules, GateListener listener)
            throws ModelPackageException {
        if (data.gold().isEmpty()) {
            throw new IllegalArgumentException("A gate needs gold films; name some.");
        }
        return new Gate(champion, candidate, data, rules).judge(listener);
    }

    private GateReport judge(GateListener listener) throws ModelPackageException {
        try (Classifier incumbent = load(champion)) {
            Classifier challenger;
            try {
                challenger = load(candidate);
            } catch (ModelPackageException e) {
                return unsound("The candidate cannot be loaded: " + e.getMessage());
            }
            try (challenger) {
                int perFilm = rules.robustness().variantsPerFilm();
                listener.onStart(
                        data.gold().size() * (1 + perFilm) + data.blind().size());
                return judge(new PairedReader(incumbent, challenger, listener::onFilm));
            }
        }
    }

    private static Classifier load(ModelPackage model) throws ModelPackageException {
        return Classifier.load(model, EnumSet.of(Precision.FLOAT32));
    }

    private GateReport judge(PairedReader reader) throws ModelPackageException {
        PairedAnswers gold = paired(reader.read(data.gold()));
        Optional<String> championFault = Soundness.fault(gold.of(PairedAnswer::champion));
        if (championFault.isPresent()) {
            throw new ModelPackageException("The champion " + name(champion) + " " + championFault.get()
                    + ", so that nothing can be compared with it; name another.");
        }
        Optional<String> fault = Soundness.fault(gold.of(PairedAnswer::candidate));
        if (fault.isPresent()) {
            return unsound("The candidate " + fault.get() + ".");
        }
        criteria.addAnswers(
                Outcome.PASSED, "It loads, and its answers for the gold films are probabilities that differ.");
        List<Subgroup> subgroups = List.of();
        if (criteria.isGoldEnough(gold)) {
            criteria.addGold(gold);
            subgroups = new SubgroupComparison(gold, rules.subgroups()).compare(data.groups());
            criteria.addSubgroups(subgroups);
            criteria.addRobustness(
                    paired(reader.readPerturbed(data.gold(), rules.robustness().variantsPerFilm())));
        }
        criteria.addBlind(paired(reader.read(data.blind())));
        return report(subgroups, gold);
    }

    private PairedAnswers paired(List<PairedAnswer> answers) {
        return new PairedAnswers(answers, GoldSet.seed(digest), rules.bootstrapRounds());
    }

    private GateReport unsound(String why) {
        criteria.addAnswers(Outcome.FAILED, why);
        return report(List.of(), null, null, List.of());
    }

    private GateReport report(List<Subgroup> subgroups, PairedAnswers gold) {
        return report(
                subgroups,
                evaluation(gold.of(PairedAnswer::champion), champion),
                evaluation(gold.of(PairedAnswer::candidate), candidate),
                gold.all().stream().map(GateReport.FilmAnswers::of).toList());
    }

    private static Evaluation evaluation(List<Answer> answers, ModelPackage model) {
        Decision decision = model.manifest().decision();
        return Evaluation.of(answers.stream().map(Answer::decided).toList(), decision);
    }

    private GateReport report(
            List<Subgroup> subgroups,
            Evaluation championFigures,
            Evaluation candidateFigures,
            List<GateReport.FilmAnswers> answers) {
        List<GateCriterion> judged = criteria.all();
        boolean passed = judged.stream().noneMatch(criterion -> criterion.outcome() == Outcome.FAILED);
        return new GateReport(
                GateReport.FORMAT_VERSION,
                passed,
                summary(judged),
                Manifest.INTENDED_USE,
                champion.manifest().identity(),
                candidate.manifest().identity(),
                filmSet(data.gold()),
                filmSet(data.blind()),
                rules,
                judged,
                subgroups,
                championFigures,
                candidateFigures,
                answers,
                notes());
    }

    private String summary(List<GateCriterion> judged) {
        String failed = judged.stream()
                .filter(criterion -> criterion.outcome() == Outcome.FAILED)
                .map(GateCriterion::title)
                .collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            return name(candidate) + " does not pass, for it was not shown to be as good as " + name(champion) + " in: "
                    + failed + ".";
        }
        return name(candidate) + " passes: it was shown not to be worse than " + name(champion)
                + " by more than is allowed, in everything that was judged.";
    }

    private static String name(ModelPackage model) {
        ModelIdentity identity = model.manifest().identity();
        return identity.id() + " " + identity.version();
    }

    private static GateReport.FilmSet filmSet(List<Film> films) {
        return new GateReport.FilmSet(GoldSet.digest(films), films.size(), Dataset.count(films, true), (int)
                films.stream().map(film -> film.file().patient()).distinct().count());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (champion.manifest().weightsSha256().equals(candidate.manifest().weightsSha256())) {
            notes.add("Both models have the same weights.");
        }
        byte[] earlier = champion.files().get(GateReport.FILE);
        if (earlier != null) {
            notes.add(earlierSet(earlier));
        }
        return notes;
    }

    private String earlierSet(byte[] earlier) {
        try {
            String before = GateReport.read(earlier).gold().digest();
            return before.equals(digest)
                    ? "The champion was judged on the same gold set."
                    : "The champion was judged on another gold set, " + before + ": a frozen set should not change.";
        } catch (IOException e) {
            return "The champion's own gate report cannot be read, so that it is not known on which set it was judged.";
        }
    }
}
